import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { findProjectRoot } from '../seed/project-root.js';
import { Cli } from './run/cli.js';
import type { CliIo } from './run/cli.io.js';
import { EXIT, type ExitCode } from './run/exit-code.js';
import { addControlCommands } from './control.commands.js';
import { addDoctorCommand } from './doctor.command.js';
import { addJobCommands } from './job.commands.js';
import { addOperatorCommands } from './operator.commands.js';
import { addServerCommands } from './server.commands.js';
import { addTenantCommands } from './tenant.commands.js';
import { addUserCommands } from './user.commands.js';

/** Found from the sources as from the built program, which lies deeper. */
const versionOf = (): string => {
  const file = join(findProjectRoot(__dirname), 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

const EXIT_CODES = 'Exit codes: 0 done, 1 something failed, 2 wrong usage, 3 refused or not found.';

function programOf(cli: Cli): Command {
  const { stdout, stderr } = cli.io;
  const program = new Command('tenantry')
    .description('Runs a Tenantry deployment: tenants, servers and operators.')
    .version(versionOf(), '--version', 'print the version of the program')
    .option('--json', 'print JSON for scripts instead of tables')
    .option('--wide', 'print all columns of a table, however long its lines get')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\n${EXIT_CODES}`)
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: () => undefined,
    })
    .exitOverride();
  const groups = [
    addTenantCommands,
    addServerCommands,
    addOperatorCommands,
    addJobCommands,
    addUserCommands,
    addControlCommands,
    addDoctorCommand,
  ];
  for (const add of groups) add(program, cli);
  return program;
}

/** Help that was asked for is a success; help shown for want of a command has told the person already. */
async function report(cli: Cli, error: unknown): Promise<ExitCode> {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
  const { exitCodeOf, problemOf } = await import('./run/cli-problem.js');
  cli.output.fail(problemOf(error));
  return exitCodeOf(error);
}

/** Runs one command line. Never throws: every failure is printed and becomes an exit code. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const cli = new Cli(io);
  cli.output.json = argv.includes('--json');
  cli.output.wide = argv.includes('--wide');
  try {
    await programOf(cli).parseAsync(argv, { from: 'user' });
    return cli.exitCode;
  } catch (error) {
    return await report(cli, error);
  } finally {
    await cli.close();
  }
}
