import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readRows } from './csv-rows.js';
import { MAX_ROWS } from './csv-size.js';
import { ImportRefusedError } from './import.errors.js';

const columns = { known: ['name', 'email'], required: ['name'] };
const problemsOf = async (csv: string): Promise<unknown> =>
  readRows(csv, columns).then(
    () => [],
    (error: ImportRefusedError) => error.errors.map(({ path, message }) => `${path}: ${message}`),
  );

describe('The rows of a file', () => {
  it('are read up to the limit', async () => {
    const { rows } = await readRows(`name\n${'x\n'.repeat(MAX_ROWS)}`, columns);
    expect(rows).toHaveLength(MAX_ROWS);
    expect(rows.at(-1)).toMatchObject({ row: MAX_ROWS + 1, cells: { name: 'x' } });
  });

  it.each([MAX_ROWS + 1, 20_000, 100_000, 1_000_000])('are refused when there are %i', async (count) => {
    expect(await problemsOf(`name\n${'x\n'.repeat(count)}`)).toEqual([
      `rows[1]: a file holds at most ${MAX_ROWS} rows below its header`,
    ]);
  });

  it.each([
    ['header', ',a'.repeat(500_000), 1],
    ['row', `name\n${',a'.repeat(500_000)}`, 2],
    ['row in quotes', `name\n${'"a",'.repeat(500_000)}`, 2],
  ])('are refused when the %s has half a million cells', async (_, csv, row) => {
    expect(await problemsOf(csv)).toEqual([`rows[${row}]: has more than 60 cells`]);
  });

  it('are refused when a quote is never closed', async () => {
    expect(await problemsOf(`name\n"${'x\n'.repeat(500_000)}`)).toEqual([
      expect.stringMatching(/^rows\[2\]: is longer than 65536 characters/),
    ]);
  });

  it('let others have their turn, however wide they are', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await problemsOf(`name\n${`${','.repeat(59)}\n`.repeat(2_000)}`);
    delay.disable();
    // Generous: a second and more in one piece is what this finds.
    expect(delay.max / 1e6).toBeLessThan(500);
  });
});
