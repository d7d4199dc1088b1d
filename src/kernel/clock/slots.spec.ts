import { TooManyRequestsError } from '../errors.js';
import { Slots } from './slots.js';

/** Work that ends when it is told to. */
function controlled() {
  const ends: (() => void)[] = [];
  let running = 0;
  const work = async () => {
    running += 1;
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  };
  return { work, ends, running: () => running };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Slots', () => {
  it('let no more work run at once than there are', async () => {
    const { work, ends, running } = controlled();
    const slots = new Slots(2, 10);
    const all = [1, 2, 3].map(() => slots.run(work));
    await turn();
    expect(running()).toBe(2);
    ends.shift()?.();
    await turn();
    expect(running()).toBe(2);
    while (ends.length > 0) ends.shift()?.();
    await turn();
    while (ends.length > 0) ends.shift()?.();
    await Promise.all(all);
    expect(running()).toBe(0);
  });

  it('refuse work when too much is waiting', async () => {
    const { work, ends } = controlled();
    const slots = new Slots(1, 1);
    const first = slots.run(work);
    const second = slots.run(() => Promise.resolve());
    await expect(slots.run(work)).rejects.toBeInstanceOf(TooManyRequestsError);
    ends.shift()?.();
    await Promise.all([first, second]);
  });

  it('are free again after work that failed', async () => {
    const slots = new Slots(1, 0);
    await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(slots.run(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
