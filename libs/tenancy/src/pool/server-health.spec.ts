import { ServerHealth } from './server-health.js';

describe('the health of a server', () => {
  const refused = new Error('refused');
  const isDown = (error: unknown): boolean => error === refused;
  let now: number;
  let tries: number;
  let health: ServerHealth;

  beforeEach(() => {
    now = 0;
    tries = 0;
    health = new ServerHealth(() => now);
  });

  const fail = (server = 'one') =>
    health.open(
      server,
      () => {
        tries += 1;
        return Promise.reject(refused);
      },
      isDown,
    );
  const succeed = () => health.open('one', () => Promise.resolve('open'), isDown);

  it('tells callers the known failure during the pause, without asking the server', async () => {
    await expect(fail()).rejects.toBe(refused);
    await expect(fail()).rejects.toBe(refused);
    expect(tries).toBe(1);
  });

  it('lets one caller try when the pause is over, and doubles it', async () => {
    await expect(fail()).rejects.toBe(refused);
    now = 100;
    await Promise.allSettled([fail(), fail(), fail()]);
    expect(tries).toBe(2);
    now = 250;
    await expect(fail()).rejects.toBe(refused);
    expect(tries).toBe(2);
    now = 300;
    await expect(fail()).rejects.toBe(refused);
    expect(tries).toBe(3);
  });

  it('ends the outage at the first success', async () => {
    await expect(fail()).rejects.toBe(refused);
    now = 100;
    await expect(succeed()).resolves.toBe('open');
    expect(health.down).toEqual([]);
    await expect(succeed()).resolves.toBe('open');
  });

  it('keeps servers apart, and what is wrong with one database from its server', async () => {
    await expect(fail('two')).rejects.toBe(refused);
    await expect(succeed()).resolves.toBe('open');
    await expect(health.open('one', () => Promise.reject(new Error('no database')), isDown)).rejects.toThrow(
      'no database',
    );
    await expect(succeed()).resolves.toBe('open');
  });
});
