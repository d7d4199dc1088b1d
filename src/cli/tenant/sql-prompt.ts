import { createInterface, type Interface } from 'node:readline';
import { Tenancy } from '@tenantry/nest';
import type { Cli } from '../run/cli.js';
import { problemOf } from '../run/cli-problem.js';
import { EXIT } from '../run/exit-code.js';
import { isWhole, withoutEnd } from './sql-statement.js';
import { executeSql, showSql, type TenantSql } from './tenant-sql.js';

type Session = Omit<TenantSql, 'statement'>;

const LEAVE = /^\s*(\\q|exit|quit)\s*;?\s*$/i;
const HELP = 'A statement ends with ; and may have several lines. \\q leaves, \\? shows this.';

/**
 * Statement after statement in the tenant's store, from the terminal or from stdin. Each is a transaction of its own,
 * by the rules of a single one; the first that fails ends a script, and none ends the prompt.
 */
export async function openSqlPrompt(cli: Cli, session: Session): Promise<void> {
  // A wrong slug is told before anybody types.
  await (await cli.get(Tenancy)).run(session.slug, () => Promise.resolve());
  const { stdin, stdout } = cli.io;
  const terminal = stdin.isTTY === true;
  const input = createInterface({ input: stdin, ...(terminal ? { output: stdout, terminal } : {}) });
  const rights = session.write ? 'Rows may be changed.' : 'Read-only; start with --write to change rows.';
  if (terminal) cli.output.note(`Inside the store of ${session.slug}. ${rights} ${HELP}`);
  try {
    await converse(cli, input, { ...session, terminal });
  } finally {
    input.close();
  }
}

async function converse(
  cli: Cli,
  input: Interface,
  { terminal, ...session }: Session & { terminal: boolean },
): Promise<void> {
  let typed = '';
  let ended = false;
  input.once('close', () => (ended = true));
  const ask = (): void => {
    // Lines that came before the end of the input are still to be answered.
    if (!terminal || ended) return;
    input.setPrompt(`${session.slug}${typed === '' ? '>' : '-'} `);
    input.prompt();
  };
  // Ctrl+C gives up what was typed so far, as elsewhere.
  input.on('SIGINT', () => {
    typed = '';
    cli.io.stdout.write('\n');
    ask();
  });
  ask();
  for await (const line of input) {
    if (typed === '' && LEAVE.test(line)) return;
    if (typed === '' && line.trim() === '\\?') cli.output.note(HELP);
    else if (typed !== '' || line.trim() !== '') typed += `${line}\n`;
    if (isWhole(typed)) {
      const statement = withoutEnd(typed);
      typed = '';
      if (!(await isDone(cli, { ...session, statement })) && !terminal) return;
    }
    ask();
  }
  // The last statement of a script may lack its end.
  if (!terminal && typed.trim() !== '') await isDone(cli, { ...session, statement: withoutEnd(typed) });
}

/** False when it failed, which is told; a script then has failed as well. */
async function isDone(cli: Cli, sql: TenantSql): Promise<boolean> {
  const started = performance.now();
  try {
    const result = await executeSql(cli, sql);
    showSql(cli, result);
    cli.output.note(`${result.rows.length} rows, ${(performance.now() - started).toFixed(1)} ms`);
    return true;
  } catch (error) {
    cli.output.fail(problemOf(error));
    if (cli.io.stdin.isTTY !== true) cli.exitCode = EXIT.failed;
    return false;
  }
}
