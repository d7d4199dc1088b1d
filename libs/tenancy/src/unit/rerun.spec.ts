import { MOST_TRIES, rerun } from './rerun.js';

/** Work that fails this often before it succeeds. */
function failing(times: number) {
  let calls = 0;
  const work = () =>
    Promise.resolve().then(() => {
      calls += 1;
      if (calls <= times) throw new Error(`try ${calls}`);
      return calls;
    });
  return { work, calls: () => calls };
}

describe('Work that may be run again', () => {
  it('is run until it succeeds', async () => {
    const { work } = failing(MOST_TRIES - 1);
    await expect(rerun(() => true, work)).resolves.toBe(MOST_TRIES);
  });

  it('is given up after the last try, with the last error', async () => {
    const { work, calls } = failing(100);
    await expect(rerun(() => true, work)).rejects.toThrow(`try ${MOST_TRIES}`);
    expect(calls()).toBe(MOST_TRIES);
  });

  it('is run once when the error is its own fault', async () => {
    const { work, calls } = failing(1);
    await expect(rerun(() => false, work)).rejects.toThrow('try 1');
    expect(calls()).toBe(1);
  });
});
