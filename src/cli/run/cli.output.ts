import colors from 'picocolors';
import type { CliIo } from './cli.io.js';
import type { CliProblem } from './cli-problem.js';
import { tableOf } from './table.js';

export type Cell = string | number | boolean | null | undefined;

/** A list for people: the heading of each column and how a row fills it. */
export type Columns<T> = Record<string, (row: T) => Cell>;

const text = (cell: Cell): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return String(cell);
};

/** Prints for people or, with `--json`, for scripts: then stdout carries JSON and nothing else. */
export class CliOutput {
  json = false;
  /** All columns, whatever the terminal holds. */
  wide = false;

  constructor(private readonly io: CliIo) {}

  /** The result of a command: `value` for scripts, `lines` for people. */
  result(value: unknown, lines: () => string): void {
    this.io.stdout.write(this.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines()}\n`);
  }

  /** Something people want to know on the way; scripts don't. */
  note(line: string): void {
    if (!this.json) this.io.stderr.write(`${line}\n`);
  }

  /** As wide as the terminal, 80 columns where it doesn't say; `more` are shown with `--wide` only. */
  table<T>(columns: Columns<T>, rows: readonly T[], more: Columns<T> = {}): string {
    const shown = this.wide ? { ...columns, ...more } : columns;
    const headings = Object.keys(shown);
    const cells = rows.map((row) => headings.map((heading) => text(shown[heading]?.(row))));
    const width = this.wide ? Infinity : (this.io.stdout.columns ?? USUAL_WIDTH);
    return tableOf({ headings, rows: cells, width, strong: this.strong });
  }

  /** One thing, a line per field. */
  record(fields: Record<string, Cell>): string {
    const width = Math.max(...Object.keys(fields).map((name) => name.length));
    return Object.entries(fields)
      .map(([name, value]) => `${this.strong(name.padEnd(width))}  ${text(value)}`)
      .join('\n');
  }

  fail(problem: CliProblem): void {
    if (this.json) return void this.io.stderr.write(`${JSON.stringify(problem)}\n`);
    const fields = (problem.errors ?? []).map(({ path, message }) => `  ${path}: ${message}`);
    const lines = fields.length > 1 ? ['The input is refused:', ...fields] : [problem.message];
    this.io.stderr.write(`${this.bad(lines.join('\n'))}\n`);
  }

  strong = (value: string): string => this.paint(this.io.stdout.isTTY).bold(value);
  good = (value: string): string => this.paint(this.io.stdout.isTTY).green(value);
  bad = (value: string): string => this.paint(this.io.stderr.isTTY).red(value);

  private paint(isTerminal = false): ReturnType<typeof colors.createColors> {
    return colors.createColors(isTerminal && colors.isColorSupported);
  }
}

const USUAL_WIDTH = 80;
