import { isUUID } from 'class-validator';
import { JobService } from '../../control/jobs/job.service.js';
import type { Cli } from '../run/cli.js';
import { recordChange } from '../run/record-change.js';
import { UsageError } from '../run/usage.error.js';

export async function retryJob(cli: Cli, id: string): Promise<void> {
  if (!isUUID(id)) throw new UsageError(`"${id}" is no job's id; see tenantry job list.`);
  const jobs = await cli.get(JobService);
  const job = await recordChange(cli, { action: 'job.retry', id }, () => jobs.retry(id));
  cli.output.result(job, () => `The job ${job.id} begins anew.`);
}
