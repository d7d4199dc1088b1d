// Hundreds of tenant databases under one budget of connections: the registry against bare pg and against an LRU
// of whole DataSources, in turns, in one run.
// npm run bench:tenants -- [--seconds 20] [--tenants 500] [--cap 80] [--clients 64] [--per-tenant 4]
import { parseArgs } from 'node:util';
import { printTable } from './table.mjs';
import { makeDatabases, serverUrl } from './tenants/databases.mjs';
import { runClients, uniform, zipf } from './tenants/load.mjs';
import { bareSide } from './tenants/bare-side.mjs';
import { lruSide } from './tenants/lru-side.mjs';
import { registrySide } from './tenants/registry-side.mjs';

const ROUNDS = 4;
const WARM_UP = 0.2;

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
process.once('SIGINT', () => void databases.drop().finally(() => process.exit(130)));
try {
  const rows = [
    ...(await compare('uniform', uniform, { bare: bareSide, tenantry: registrySide })),
    ...(await compare('Zipf', zipf, { bare: bareSide, tenantry: registrySide, lru: lruSide })),
  ];
  const { tenants, cap, clients } = settings;
  process.stdout.write(
    `\n${tenants} tenant databases, ${cap} connections, ${clients} clients, ${values.seconds} s each: a list of 20 rows\n` +
      `${serverUrl.host}\n\n`,
  );
  printTable(['load', 'side', 'requests/s', 'opens/s', 'p99 ms', 'errors', 'tenantry ÷ it', 'wanted'], rows);
  if (rows.some(([, side, , , , errors]) => side === 'tenantry' && errors > 0)) process.exitCode = 1;
} finally {
  await databases.drop();
}

async function compare(name, pick, openers) {
  const sides = {};
  for (const [key, open] of Object.entries(openers)) sides[key] = await openSide(open);
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
async function openSide(open) {
  const side = await open(databases.tenants, settings);
  const left = [...databases.tenants.keys()];
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
  const wanted = { bare: '≥ 0.95', lru: '≥ 1.40', tenantry: '' };
  return Object.entries(totals).map(([side, total]) => [
    name,
    { bare: 'bare pg', lru: 'LRU of DataSources', tenantry: 'tenantry' }[side],
    rate(total).toFixed(0),
    (total.opens / total.seconds).toFixed(0),
    percentile(total.waits, 0.99).toFixed(1),
    total.errors,
    side === 'tenantry' ? '' : (rate(totals.tenantry) / rate(total)).toFixed(3),
    wanted[side],
  ]);
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
