import type { JobCount, JobQueue } from '@tenantry/nest/operator';
import type { CollectedMetric, Sample } from './collected-metric.js';

const STATES = ['waiting', 'running', 'dead'] as const;

/** How many jobs there are, and how far behind they run: of all processes together. */
export function jobMetrics(queue: JobQueue): CollectedMetric[] {
  return [
    {
      name: 'tenantry_jobs',
      help: 'Background jobs by kind and state; those that have ended well are gone.',
      type: 'gauge',
      read: async () => (await queue.counts()).flatMap(byState),
    },
    {
      name: 'tenantry_job_oldest_seconds',
      help: 'How long the oldest job that is due has been waiting, by kind.',
      type: 'gauge',
      read: async () =>
        (await queue.counts()).map(({ kind, oldestMs }) => ({ labels: { kind }, value: oldestMs / 1000 })),
    },
  ];
}

const byState = (count: JobCount): Sample[] =>
  STATES.map((state) => ({ labels: { kind: count.kind, state }, value: count[state] }));
