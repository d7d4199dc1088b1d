import { AsyncLocalStorage } from 'node:async_hooks';
import { createInterface } from 'node:readline';
import { Recoverable, type REPLEval, type REPLServer, start } from 'node:repl';
import { PassThrough } from 'node:stream';
import { Tenancy } from '@tenantry/nest';
import type { Cli } from '../run/cli.js';
import type { CliIo } from '../run/cli.io.js';
import { withinLimits } from './shell-limits.js';
import { EXIT } from '../run/exit-code.js';
import { announceChange } from '../run/record-change.js';

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

/** How one line is evaluated: as a part of something that ends with it. */
type Around = (work: () => Promise<unknown>) => Promise<unknown>;

/** What a line has thrown goes past its answer, and is shown by the prompt itself. */
const ELSEWHERE = new Error('The line has ended without an answer.');

/** Input arrives as events of stdin, which know no tenant: each evaluation enters the scope again. */
function evaluateInScope(
  server: REPLServer,
  around: Around,
  onAnswer: (error: Error | null) => void = () => undefined,
): void {
  const enter = AsyncLocalStorage.snapshot();
  const evaluate = server.eval;
  const prompt = server.displayPrompt;
  let abandon = (): void => undefined;
  const inScope: REPLEval = function (this: REPLServer, code, context, file, done) {
    const line = () =>
      new Promise<unknown>((resolve, reject) => {
        abandon = () => reject(ELSEWHERE);
        evaluate.call(this, code, context, file, (error, result) =>
          error ? reject(error) : resolve(result),
        );
      });
    const answer = (error: Error | null, result?: unknown): void => {
      onAnswer(error);
      done(error, result);
    };
    enter(() => around(line)).then(
      (result) => answer(null, result),
      (error: Error) => (error === ELSEWHERE ? undefined : answer(error)),
    );
  };
  const displayPrompt: typeof prompt = function (this: REPLServer, keep) {
    abandon();
    prompt.call(this, keep);
  };
  Object.assign(server, { eval: inScope, displayPrompt });
}

interface Session {
  readonly names: Names;
  readonly prompt: string;
  readonly around: Around;
}

const ended = (server: REPLServer): Promise<void> =>
  new Promise((resolve) => server.once('exit', () => resolve()));

async function converse({ stdin, stdout }: CliIo, { names, prompt, around }: Session): Promise<void> {
  const server = start({ input: stdin, output: stdout, terminal: true, prompt, ignoreUndefined: true });
  evaluateInScope(server, around);
  Object.assign(server.context, names);
  await ended(server);
}

/**
 * Node's REPL goes on to the next line of a pipe while the one before still awaits. So each line is handed
 * over only when the REPL prompts for it. Returns whether every line could be evaluated.
 */
async function runScript({ stdin, stdout }: CliIo, { names, around }: Session): Promise<boolean> {
  const input = new PassThrough();
  const server = start({ input, output: stdout, terminal: false, prompt: '', ignoreUndefined: true });
  let failed = false;
  let isComplete = true;
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
  evaluateInScope(server, around, (error) => {
    isComplete = !(error instanceof Recoverable);
    failed ||= isComplete && !!error;
  });
  await Promise.all([ended(server), handOver()]);
  return isComplete && !failed;
}

/**
 * A prompt inside the tenant's scope, or a script from stdin: each line's value is printed, and may be awaited. Each is
 * one transaction, which ends with it.
 */
export async function openTenantShell(cli: Cli, slug: string): Promise<void> {
  const tenancy = await cli.get(Tenancy);
  await tenancy.run(slug, async () => {
    await announceChange(cli, { action: 'tenant.shell', id: slug });
    const names = namesFor(tenancy);
    const around: Around = (work) => withinLimits(tenancy.current(), tenancy.dataSource(), work);
    const session = { names, around, prompt: `${slug}> ` };
    if (!cli.io.stdin.isTTY) {
      if (!(await runScript(cli.io, session))) cli.exitCode = EXIT.failed;
      return;
    }
    cli.output.note(`Inside ${slug}: ${Object.keys(names).join(', ')}. Leave with .exit`);
    await converse(cli.io, session);
  });
}
