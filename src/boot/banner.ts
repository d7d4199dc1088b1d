import type { AppConfig } from '../config/config.js';
import type { StartReport } from '../start/server-start.js';

/** What a person reads who has just started the program. */
export function bannerOf(config: AppConfig, { operator, operatorFile, demo, demoFile }: StartReport): string {
  const admin = config.urlOf('admin');
  const signIns = [
    ['Operators', admin, operator.email, operator.password ?? ''],
    ...demo.map(({ name, url, email, password }) => [name, url, email, password]),
  ];
  const docs = [
    ['Swagger', `${admin}/docs`],
    ['', `${demo[0]?.url ?? config.urlOf('<tenant>')}/docs`],
  ];
  const lines = [`Tenantry is at ${config.publicUrl}`, '', ...aligned([...signIns, ...docs])];
  if (operatorFile !== undefined) lines.push('', `The operator's first sign-in is kept in ${operatorFile}`);
  else if (operator.password !== undefined) lines.push('', "The operator's password is shown this once.");
  if (demo.length > 0) lines.push('', `The demo sign-ins are kept in ${demoFile}`);
  return `\n${lines.join('\n')}\n\n`;
}

function aligned(rows: readonly string[][]): string[] {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widthOf(column)))
      .join('  ')
      .trimEnd(),
  );
}
