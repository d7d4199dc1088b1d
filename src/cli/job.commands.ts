import { type Command, Option } from 'commander';
import type { Cli } from './run/cli.js';

const STATES = ['waiting', 'running', 'dead'];

export function addJobCommands(program: Command, cli: Cli): void {
  const job = program.command('job').description('Work in the background; what has ended well is gone.');
  job
    .command('list')
    .description('the newest jobs; --state dead for those that have failed for good')
    .addOption(new Option('--state <state>', 'only jobs in this state').choices(STATES))
    .option('--kind <kind>', 'only jobs of this kind, such as outbox.deliver')
    .option('--tenant <slug>', 'only jobs of this tenant')
    .action(async (options) => {
      const { listJobs } = await import('./job/list-jobs.js');
      await listJobs(cli, options);
    });
  job
    .command('retry <id>')
    .description('let a dead job begin anew, with all its attempts')
    .action(async (id: string) => {
      const { retryJob } = await import('./job/retry-job.js');
      await retryJob(cli, id);
    });
}
