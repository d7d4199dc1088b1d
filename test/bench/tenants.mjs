// Hundreds of tenants under one budget of connections: the registry against bare pg and against an LRU of whole
// DataSources, and schemas and rows over one pool against databases, in turns, in one run.
// npm run bench:tenants -- [--seconds 20] [--tenants 500] [--cap 80] [--clients 64] [--per-tenant 4]
import { parseArgs } from 'node:util';
import { printTable } from './table.mjs';
import { UnguardedSchema } from './tenants/customer.mjs';
import { makeDatabases, serverUrl } from './tenants/databases.mjs';
import { handOverMs } from './tenants/hand-over.mjs';
import { runClients, uniform, zipf } from './tenants/load.mjs';
import { bareSide } from './tenants/bare-side.mjs';
import { lruSide } from './tenants/lru-side.mjs';
import { registrySide } from './tenants/registry-side.mjs';
import { makeSharedStores } from './tenants/shared-stores.mjs';

const ROUNDS = 4;
const WARM_UP = 0.2;
const NAMES = {
  ...{ bare: 'bare pg', tenantry: 'tenantry', lru: 'LRU of DataSources' },
  ...{ schema: 'schema', row: 'row', unguarded: 'row, no policy' },
};
const OURS = new Set(['tenantry', 'schema', 'row']);
/** Of each side: which two rates make its ratio, and what is wanted of it. */
const RATIOS = {
  bare: { of: 'tenantry', to: 'bare', wanted: 'tenantry ÷ it ≥ 0.95' },
  lru: { of: 'tenantry', to: 'lru', wanted: 'tenantry ÷ it ≥ 1.40' },
  schema: { of: 'schema', to: 'tenantry', wanted: 'it ÷ tenantry ≥ 8' },
  row: { of: 'row', to: 'tenantry', wanted: 'it ÷ tenantry ≥ 8' },
  unguarded: { of: 'row', to: 'unguarded', wanted: 'row ÷ it ≥ 0.87' },
};

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    tenants: { type: 'string', default: '500' },
    cap: { type: 'string', default: '80' },
    clients: { type: 'string', default: '64' },
    'per-tenant': { type: 'string', default: '4' },
  },
});
const settings = {
  ...{ tenants: Number(values.tenants), cap: Number(values.cap), clients: Number(values.clients) },
  ...{ perTenant: Number(values['per-tenant']), roundMs: (Number(values.seconds) * 1000) / ROUNDS },
};
if (!Object.values(settings).every((number) => number > 0))
  throw new Error('Every argument is a number above 0.');

const databases = await makeDatabases(settings);
let shared;
const drop = async () => {
  await databases.drop();
  await shared?.drop();
};
process.once('SIGINT', () => void drop().finally(() => process.exit(130)));
try {
  shared = await makeSharedStores({ ...settings, serverUrl });
  const of = (open, stores = databases.tenants) => ({ open, stores });
  const [bare, tenantry, lru] = [bareSide, registrySide, lruSide].map((open) => of(open));
  const [schema, row, unguarded] = sharedSides(shared).map((open) => of(open, shared.tenants));
  const rows = [
    ...(await compare('uniform', uniform, { bare, tenantry })),
    ...(await compare('Zipf', zipf, { bare, tenantry, lru })),
    ...(await compare('uniform, shared', uniform, { tenantry, schema, row, unguarded })),
  ];
  const { tenants, cap, clients } = settings;
  process.stdout.write(
    `\n${tenants} tenants, ${cap} connections, ${clients} clients, ${values.seconds} s each: a list of 20 rows\n` +
      `${serverUrl.host}\n\n`,
  );
  printTable(['load', 'side', 'requests/s', 'opens/s', 'p99 ms', 'errors', 'ratio', 'wanted'], rows);
  const handOver = await handOverMs(await sharedSides(shared)[0](shared.tenants, { ...settings, cap: 1 }));
  process.stdout.write(
    `\nA connection that goes to another tenant's schema costs ${handOver.toFixed(3)} ms.\n`,
  );
  if (rows.some(([, side, , , , errors]) => OURS.has(side) && errors > 0)) process.exitCode = 1;
} finally {
  await drop();
}

/** All tenants of one store come over the same URL. */
function sharedSides({ url }) {
  const open = (options) => (tenants, given) =>
    registrySide(
      tenants.map((tenant) => ({ ...tenant, url })),
      given,
      options,
    );
  return [
    open({ isolation: 'schema' }),
    open({ isolation: 'row' }),
    open({ isolation: 'row', entity: UnguardedSchema, where: ({ id }) => ({ tenantId: id }) }),
  ];
}

async function compare(name, pick, openers) {
  const sides = {};
  for (const [key, { open, stores }] of Object.entries(openers)) sides[key] = await openSide(open, stores);
  const totals = Object.fromEntries(
    Object.keys(sides).map((key) => [key, { requests: 0, opens: 0, errors: 0, seconds: 0, waits: [] }]),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first as often as the last, and each round gives all of them the same tenants in the same order.
    const order = round % 2 ? Object.keys(sides).toReversed() : Object.keys(sides);
    for (const key of order) add(totals[key], await measure(sides[key], pick(settings.tenants, round + 1)));
  }
  for (const side of Object.values(sides)) await side.close();
  return rowsOf(name, totals);
}

/** Every tenant is asked once first: what a side does at a tenant's first use alone is not what is measured. */
async function openSide(open, stores) {
  const side = await open(stores, settings);
  const left = [...stores.keys()];
  const visit = async () => {
    for (let index = left.pop(); index !== undefined; index = left.pop()) await side.ask(index);
  };
  await Promise.all(Array.from({ length: settings.clients }, visit));
  await side.rest();
  return side;
}

/** One round. No side keeps a connection while another works: the server has too few for all. */
async function measure(side, next) {
  side.wake();
  await runClients(side, next, { ...settings, milliseconds: settings.roundMs * WARM_UP });
  const opensBefore = side.opens();
  const result = await runClients(side, next, { ...settings, milliseconds: settings.roundMs });
  const opens = side.opens() - opensBefore;
  await side.rest();
  return { ...result, opens };
}

function rowsOf(name, totals) {
  const rate = ({ requests, seconds }) => requests / seconds;
  return Object.entries(totals).map(([side, total]) => {
    const ratio = RATIOS[side];
    return [
      name,
      NAMES[side],
      rate(total).toFixed(0),
      (total.opens / total.seconds).toFixed(0),
      percentile(total.waits, 0.99).toFixed(1),
      total.errors,
      ratio ? (rate(totals[ratio.of]) / rate(totals[ratio.to])).toFixed(3) : '',
      ratio?.wanted ?? '',
    ];
  });
}

function add(total, { requests, opens, errors, seconds, waits }) {
  total.requests += requests;
  total.opens += opens;
  total.errors += errors;
  total.seconds += seconds;
  for (const wait of waits) total.waits.push(wait);
}

function percentile(numbers, share) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
