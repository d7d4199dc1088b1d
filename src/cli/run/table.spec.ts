import { fittingWidths, tableOf } from './table.js';

const strong = (text: string) => text;
const lengths = (table: string) => table.split('\n').map(({ length }) => length);

describe('A table for a terminal', () => {
  const headings = ['Slug', 'What is wrong', 'What to do'];
  const rows = [['acme', 'The schema is older than the program. '.repeat(3), `tenantry_${'x'.repeat(90)}`]];

  it('is as wide as its cells where there is room', () => {
    expect(tableOf({ headings: ['A'], rows: [['abc']], width: 80, strong })).toContain('│ abc │');
  });

  it('fits, with long cells on several lines and nothing cut off', () => {
    const table = tableOf({ headings, rows, width: 80, strong });
    expect(Math.max(...lengths(table))).toBeLessThanOrEqual(80);
    expect(table.replaceAll(/[^x]/g, '')).toHaveLength(90);
    expect(table.match(/older/g)).toHaveLength(3);
  });

  it('has no bounds when none are given', () => {
    expect(Math.max(...lengths(tableOf({ headings, rows, width: Infinity, strong })))).toBeGreaterThan(200);
  });

  it('becomes a line for each field where its columns are too many', () => {
    const many = Array.from({ length: 20 }, (_, index) => `column_${index}`);
    const table = tableOf({ headings: many, rows: [many, many], width: 80, strong });
    expect(table.split('\n')).toHaveLength(41);
    expect(table).toContain('column_3   column_3');
  });

  it('takes room from the widest columns only', () => {
    expect(fittingWidths([4, 50, 40], 80)).toEqual([4, 33, 33]);
    expect(fittingWidths([4, 4], 80)).toEqual([4, 4]);
    expect(
      fittingWidths(
        Array.from({ length: 10 }, () => 20),
        80,
      ),
    ).toBeUndefined();
  });
});
