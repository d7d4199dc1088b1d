import { JobService } from '../../control/jobs/job.service.js';
import { JobsQuery, type JobView } from '../../control/jobs/job.view.js';
import { checked } from '../run/checked.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';

const SHOWN = 100;
const MINUTES = 16;

/** At most 80 columns wide; `--json` has all. */
const COLUMNS: Columns<JobView> = {
  Id: ({ id }) => id,
  Kind: ({ kind }) => short(kind, 14),
  Tenant: ({ tenant }) => short(tenant ?? '-', 10),
  State: ({ state, attempts }) => (attempts > 0 ? `${state} ${attempts}` : state),
};

export async function listJobs(cli: Cli, options: object): Promise<void> {
  const query = await checked(JobsQuery, { ...options, limit: SHOWN });
  const { items } = await (await cli.get(JobService)).list(query);
  cli.output.result(items, () => cli.output.table(COLUMNS, items) + items.map(failureOf).join(''));
}

const failureOf = ({ id, lastError, deadAt }: JobView): string =>
  lastError === undefined || !deadAt
    ? ''
    : `\n${id} since ${deadAt.toISOString().slice(0, MINUTES)}:\n  ${short(lastError.split('\n')[0] ?? '', 76)}`;

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
