import { AsyncLocalStorage } from 'node:async_hooks';
import { createInterface } from 'node:readline';
import { Recoverable, type REPLEval, type REPLServer, start } from 'node:repl';
import { PassThrough } from 'node:stream';
import { Tenancy } from '@app/tenancy';
import type { Cli } from '../cli.js';
import type { CliIo } from '../cli.io.js';
import { EXIT } from '../exit-code.js';
import { announceChange } from '../record-change.js';

type Names = Record<string, unknown>;

function namesFor(tenancy: Tenancy): Names {
  const dataSource = tenancy.dataSource();
  const repositories = Object.fromEntries(
    dataSource.entityMetadatas.map(({ name, target }) => [name, dataSource.getRepository(target)]),
  );
  return {
    tenant: tenancy.current(),
    dataSource,
    manager: dataSource.manager,
    repositories,
    query: (sql: string, parameters?: unknown[]) => dataSource.query(sql, parameters),
  };
}

type Answer = Parameters<REPLEval>[3];

/** Input arrives as events of stdin, which know no tenant: each evaluation enters the scope again. */
function evaluateInScope(
  server: REPLServer,
  onAnswer: (error: Error | null) => void = () => undefined,
): void {
  const enter = AsyncLocalStorage.snapshot();
  const evaluate = server.eval;
  const inScope: REPLEval = function (this: REPLServer, code, context, file, done) {
    const answer: Answer = (error, result) => {
      onAnswer(error);
      done(error, result);
    };
    enter(() => evaluate.call(this, code, context, file, answer));
  };
  Object.assign(server, { eval: inScope });
}

const ended = (server: REPLServer): Promise<void> =>
  new Promise((resolve) => server.once('exit', () => resolve()));

async function converse({ stdin, stdout }: CliIo, names: Names, prompt: string): Promise<void> {
  const server = start({ input: stdin, output: stdout, terminal: true, prompt, ignoreUndefined: true });
  evaluateInScope(server);
  Object.assign(server.context, names);
  await ended(server);
}

/**
 * Node's REPL goes on to the next line of a pipe while the one before still awaits. So each line is handed
 * over only when the REPL prompts for it. Returns whether every line could be evaluated.
 */
async function runScript({ stdin, stdout }: CliIo, names: Names): Promise<boolean> {
  const input = new PassThrough();
  const server = start({ input, output: stdout, terminal: false, prompt: '', ignoreUndefined: true });
  let failed = false;
  let isComplete = true;
  evaluateInScope(server, (error) => {
    isComplete = !(error instanceof Recoverable);
    failed ||= isComplete && !!error;
  });
  Object.assign(server.context, names);
  const lines = createInterface({ input: stdin })[Symbol.asyncIterator]();
  const handOver = async () => {
    // Thrown and rejected values don't come to the evaluation's answer but here.
    failed ||= server.context['_error'] !== undefined;
    const { value, done } = await lines.next();
    if (done) input.end();
    else input.write(`${value}\n`);
  };
  server.displayPrompt = () => void handOver();
  await Promise.all([ended(server), handOver()]);
  return isComplete && !failed;
}

/** A prompt inside the tenant's scope, or a script from stdin: each line's value is printed, and may be awaited. */
export async function openTenantShell(cli: Cli, slug: string): Promise<void> {
  const tenancy = await cli.get(Tenancy);
  await tenancy.run(slug, async () => {
    await announceChange(cli, { action: 'tenant.shell', id: slug });
    const names = namesFor(tenancy);
    if (!cli.io.stdin.isTTY) {
      if (!(await runScript(cli.io, names))) cli.exitCode = EXIT.failed;
      return;
    }
    cli.output.note(`Inside ${slug}: ${Object.keys(names).join(', ')}. Leave with .exit`);
    await converse(cli.io, names, `${slug}> `);
  });
}
