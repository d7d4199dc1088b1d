import { inSlices } from './in-slices.js';

const WORK_MS = 2;

/** Keeps the event loop busy for a while. */
function work(item: number): number {
  const end = performance.now() + WORK_MS;
  while (performance.now() < end);
  return item * 2;
}

/** How many turns others got while something went on. */
async function turnsDuring(something: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let going = true;
  const turn = () => {
    turns += 1;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  await something();
  going = false;
  return turns;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('Work in slices', () => {
  it('gives its results in the order of the items', async () => {
    await expect(inSlices(numbers(20), work)).resolves.toEqual(numbers(20).map((item) => item * 2));
  });

  it('gives others the more turns the more there is to do', async () => {
    expect(await turnsDuring(() => inSlices(numbers(10), work))).toBeGreaterThanOrEqual(3);
    expect(await turnsDuring(() => inSlices(numbers(50), work))).toBeGreaterThanOrEqual(15);
  });

  it('waits for nobody when there is little to do', async () => {
    // A machine that stops the test in the middle uses its slice up, but not twenty times over.
    expect(await turnsDuring(() => inSlices(numbers(100), (item) => item))).toBeLessThan(5);
  });

  it('ends with the first item that fails', async () => {
    const done: number[] = [];
    const failing = inSlices(numbers(10), (item) => {
      if (item === 3) throw new Error('No three.');
      done.push(item);
    });
    await expect(failing).rejects.toThrow('No three.');
    expect(done).toEqual([0, 1, 2]);
  });
});
