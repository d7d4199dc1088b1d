import { FreshCache } from './fresh-cache.js';

describe('A fresh cache', () => {
  const cache = () => new FreshCache<string>({ max: 10, ttlMs: 60_000 });

  it('lets callers at once share one load', async () => {
    const values = cache();
    let loads = 0;
    const load = async () => `load ${(loads += 1)}`;
    expect(await Promise.all([values.get('a', load), values.get('a', load)])).toEqual(['load 1', 'load 1']);
  });

  it('does not remember what was loaded before it was told to forget', async () => {
    const values = cache();
    let answer: (value: string) => void = () => undefined;
    const slow = values.get('a', () => new Promise<string>((resolve) => (answer = resolve)));
    values.forget('a');
    answer('old');
    expect(await slow).toBe('old');
    expect(await values.get('a', async () => 'new')).toBe('new');
  });

  it('does not remember a failure', async () => {
    const values = cache();
    await expect(values.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await values.get('a', async () => 'up')).toBe('up');
  });
});
