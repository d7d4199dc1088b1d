/** Text in quotes, comments and PostgreSQL's dollar quotes: a semicolon in them ends nothing. */
const CLOSED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|(\$\w*\$)[^]*?\1/g;
const OPEN = /['"`]|\/\*|\$\w*\$/;

/** Whether what was typed so far is a whole statement: it ends with a semicolon, and nothing is left open. */
export function isWhole(typed: string): boolean {
  const rest = typed.replaceAll(CLOSED, ' ');
  return !OPEN.test(rest) && rest.trimEnd().endsWith(';');
}

/** Without the semicolon, which not every driver takes. */
export const withoutEnd = (statement: string): string => statement.trim().replace(/;+$/, '').trimEnd();
