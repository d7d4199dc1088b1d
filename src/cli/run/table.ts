import Table from 'cli-table3';

export interface TableContent {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Characters a line may have. */
  readonly width: number;
  readonly strong: (text: string) => string;
}

/** No narrower: a column of three letters reads worse than a row of lines. */
const NARROWEST = 8;
/** A border and a space on each side. */
const FRAME = 3;

const PLAIN = { head: [], border: [], compact: true };

/** A table that fits; cells are wrapped in the widest columns first. Where too many columns are left, a line each. */
export function tableOf(content: TableContent): string {
  const widths = fittingWidths(naturalWidths(content), content.width);
  return widths ? framed(content, widths) : records(content);
}

/** Undefined where the columns can't be made narrow enough. */
export function fittingWidths(natural: readonly number[], width: number): number[] | undefined {
  const room = width - natural.length * FRAME - 1;
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) return undefined;
    widths[widths.indexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}

const linesOf = (cell: string): string[] => cell.split('\n');

const naturalWidths = ({ headings, rows }: TableContent): number[] =>
  headings.map((heading, index) =>
    Math.max(
      ...[heading, ...rows.map((row) => row[index] ?? '')].flatMap(linesOf).map(({ length }) => length),
    ),
  );

function framed({ headings, rows, strong }: TableContent, widths: readonly number[]): string {
  const table = new Table({
    head: headings.map(strong),
    // With the space on each side that the library counts in.
    colWidths: widths.map((width) => width + 2),
    wordWrap: true,
    style: PLAIN,
  });
  // Text without spaces, such as a key, is broken where the column ends.
  for (const row of rows) table.push(row.map((cell, index) => broken(cell, widths[index] ?? cell.length)));
  return table.toString();
}

/** Words that are longer than the column. */
const broken = (cell: string, width: number): string =>
  cell
    .split(/(\s)/)
    .map((word) => (word.length > width ? chunks(word, width).join('\n') : word))
    .join('');

const chunks = (word: string, width: number): string[] =>
  Array.from({ length: Math.ceil(word.length / width) }, (_, index) =>
    word.slice(index * width, (index + 1) * width),
  );

function records({ headings, rows, strong }: TableContent): string {
  const width = Math.max(...headings.map(({ length }) => length));
  const lines = rows.map((row) =>
    headings.map((heading, index) => `${strong(heading.padEnd(width))}  ${row[index] ?? ''}`).join('\n'),
  );
  return lines.join('\n\n');
}
