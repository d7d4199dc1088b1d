import type { HistogramCounts } from '@tenantry/nest/operator';
import type { Metric, Registry } from 'prom-client';

export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string | number>>;
  /** Where it isn't the metric's own name: the parts of a histogram. */
  readonly metricName?: string;
}

/** A metric whose numbers are kept elsewhere and read when somebody asks. */
export interface CollectedMetric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  read(): readonly Sample[] | Promise<readonly Sample[]>;
}

/**
 * The package's own classes count for themselves: a counter can't be set, a histogram not be filled. Its
 * registry asks a metric for no more than its name and `get()`.
 */
export function registerCollected(registry: Registry, { name, help, type, read }: CollectedMetric): void {
  const get = async () => ({ name, help, type, aggregator: 'sum', values: await read() });
  registry.registerMetric({ name, help, get } as unknown as Metric);
}

export function histogramSamples(name: string, { buckets, sum, count }: HistogramCounts): Sample[] {
  const under = buckets.map(({ bound, count }) => ({
    metricName: `${name}_bucket`,
    labels: { le: bound === Infinity ? '+Inf' : bound },
    value: count,
  }));
  return [...under, { metricName: `${name}_sum`, value: sum }, { metricName: `${name}_count`, value: count }];
}

/** One sample per entry, named by a label. */
export const samplesBy = (label: string, counts: ReadonlyMap<string, number>): Sample[] =>
  [...counts].map(([name, value]) => ({ labels: { [label]: name }, value }));
