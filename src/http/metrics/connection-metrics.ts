import type { ConnectionStats } from '@tenantry/nest/operator';
import { type CollectedMetric, histogramSamples, type Sample, samplesBy } from './collected-metric.js';

type Row = readonly [
  name: string,
  type: CollectedMetric['type'],
  help: string,
  samples: (stats: ConnectionStats, name: string) => readonly Sample[],
];

const one = (of: (stats: ConnectionStats) => number) => (stats: ConnectionStats) => [{ value: of(stats) }];

const ROWS: readonly Row[] = [
  [
    'tenantry_connections_budget',
    'gauge',
    'Most connections to tenant stores that this process may have open now.',
    one(({ budget }) => budget),
  ],
  [
    'tenantry_connections_open',
    'gauge',
    'Connections to tenant stores, those being opened and closed included.',
    one(({ open }) => open),
  ],
  ['tenantry_connections_leased', 'gauge', 'Connections at work.', one(({ leased }) => leased)],
  ['tenantry_connections_idle', 'gauge', 'Connections that wait for work.', one(({ idle }) => idle)],
  ['tenantry_connections_closing', 'gauge', 'Connections being closed.', one(({ closing }) => closing)],
  [
    'tenantry_connections_waiting',
    'gauge',
    'Callers that wait for a connection.',
    one(({ waiting }) => waiting),
  ],
  [
    'tenantry_work_in_flight_limit',
    'gauge',
    'Requests and jobs that may be at work in databases at once.',
    one(({ workLimit }) => workLimit),
  ],
  [
    'tenantry_work_in_flight',
    'gauge',
    'Requests and jobs at work in databases, without those that have been for long.',
    one(({ working }) => working),
  ],
  [
    'tenantry_work_waiting',
    'gauge',
    'Requests and jobs that have a connection and wait to work.',
    one(({ workWaiting }) => workWaiting),
  ],
  ['tenantry_connection_opens_total', 'counter', 'Connections that were opened.', one(({ opens }) => opens)],
  [
    'tenantry_connection_open_failures_total',
    'counter',
    'Connections that could not be opened, or were not tried because the server was known to be down.',
    one(({ openFailures }) => openFailures),
  ],
  [
    'tenantry_connection_evictions_total',
    'counter',
    'Connections that were closed because another tenant needed one.',
    one(({ evictions }) => evictions),
  ],
  [
    'tenantry_connection_timeouts_total',
    'counter',
    'Callers that got no connection in time.',
    one(({ timeouts }) => timeouts),
  ],
  [
    'tenantry_connection_wait_seconds',
    'histogram',
    'Time between asking for a connection and having it.',
    ({ waits }, name) => histogramSamples(name, waits),
  ],
  [
    'tenantry_server_connections_open',
    'gauge',
    'Open connections by server.',
    ({ servers }) => samplesBy('server', servers),
  ],
  [
    'tenantry_server_down',
    'gauge',
    '1 for each server that can not be reached now.',
    ({ serversDown }) => serversDown.map((server) => ({ labels: { server }, value: 1 })),
  ],
  [
    'tenantry_data_sources',
    'gauge',
    'Tenants whose data source is kept.',
    one(({ dataSources }) => dataSources),
  ],
  [
    'tenantry_leases',
    'gauge',
    'Requests and jobs that hold a tenant’s data source.',
    one(({ leases }) => leases),
  ],
  [
    'tenantry_tenant_leases_total',
    'counter',
    'Requests and jobs that used data, by tenant; at most 50 tenants, the others under _other.',
    ({ tenants }) => samplesBy('tenant', tenants),
  ],
];

/** What the registry shows of its connections, under the names that dashboards and alerts use. */
export const connectionMetrics = (stats: () => ConnectionStats): CollectedMetric[] =>
  ROWS.map(([name, type, help, samples]) => ({ name, type, help, read: () => samples(stats(), name) }));
