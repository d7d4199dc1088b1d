import { cellProblem, ImportRefusedError } from './import.errors.js';

export const MAX_ROWS = 10_000;
/** Of a row; no file has nearly as many columns. */
const MOST_CELLS = 60;
/** Of a row, in characters. */
const LONGEST_ROW = 64 * 1024;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Refuses a file that is too long or too wide before it is parsed: a look at each character, where the parser takes
 * a hundred times as long for a cell. What isn't CSV at all may pass; the parser says so. Throws ImportRefusedError.
 */
export function assertSize(csv: string, delimiter: string): void {
  const separator = delimiter.charCodeAt(0);
  let row = 1;
  let cells = 1;
  let start = 0;
  let quoted = false;
  for (let index = 0; index < csv.length; index += 1) {
    const letter = csv.charCodeAt(index);
    if (letter === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (letter === separator) cells += 1;
    else if (letter === LINE_FEED || (letter === RETURN && csv.charCodeAt(index + 1) !== LINE_FEED)) {
      assertRow(row, index - start, cells);
      row += 1;
      cells = 1;
      start = index + 1;
    }
  }
  assertRow(row, csv.length - start, cells);
  // Below the header; a line break at the end begins no row.
  const rows = start < csv.length ? row - 1 : row - 2;
  if (rows > MAX_ROWS) refuse(1, `a file holds at most ${MAX_ROWS} rows below its header`);
}

function assertRow(row: number, length: number, cells: number): void {
  if (cells > MOST_CELLS) refuse(row, `has more than ${MOST_CELLS} cells`);
  if (length > LONGEST_ROW) refuse(row, `is longer than ${LONGEST_ROW} characters; is a quote not closed?`);
}

function refuse(row: number, message: string): never {
  throw new ImportRefusedError([cellProblem(row, undefined, message)]);
}
