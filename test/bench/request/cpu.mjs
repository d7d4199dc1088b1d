import { median } from '../table.mjs';
import { CUSTOMERS, INVOICES, load, withServers } from './sides.mjs';

const PATHS = [CUSTOMERS, INVOICES];
/** Processes differ by what the compiler and the collector make of their first seconds, so there are several. */
const STARTS = 3;
const ROUNDS = 8;
const WARM_UP_REQUESTS = 8_000;
const REQUESTS = 1_000;
const WANTED = 1.1;

export async function compareCpu() {
  const rows = [];
  for (const engine of ['postgres', 'sqlite']) {
    const starts = [];
    for (let start = 0; start < STARTS; start += 1) {
      const costs = await withServers(engine, ['static'], takeTurns);
      starts.push(costs);
      process.stdout.write(
        `${engine}, start ${start + 1}: ${PATHS.map((path) => told(costs.get(path))).join(', ')}\n`,
      );
    }
    for (const path of PATHS) rows.push([engine, path, ...figuresOf(starts.map((start) => start.get(path)))]);
  }
  return {
    title: `Node CPU per request, medians of ${STARTS} starts with ${ROUNDS} rounds of ${REQUESTS} requests`,
    header: ['engine', 'GET', 'static µs', 'tenantry µs', 'ratio', 'of each start', 'wanted'],
    rows,
  };
}

const told = ([ours, fixed]) => `${fixed.toFixed(0)} µs and ${ours.toFixed(0)}`;

function figuresOf(starts) {
  const [ours, fixed] = [0, 1].map((side) => median(starts.map((costs) => costs[side])));
  const ratios = starts.map(([tenantry, other]) => tenantry / other);
  const each = ratios.map((ratio) => ratio.toFixed(3)).join(' ');
  return [fixed.toFixed(0), ours.toFixed(0), median(ratios).toFixed(3), each, `≤ ${WANTED.toFixed(2)}`];
}

/** Of each path the costs of each server, in µs. */
async function takeTurns(servers) {
  for (const server of servers) {
    for (const path of PATHS) await load(server, path, { amount: WARM_UP_REQUESTS });
  }
  const costs = new Map();
  for (const path of PATHS) costs.set(path, await costsOf(servers, path));
  return costs;
}

async function costsOf(servers, path) {
  const costs = servers.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first as often as the other.
    const order = round % 2 ? [...servers.keys()].toReversed() : [...servers.keys()];
    for (const index of order) costs[index].push(await costOf(servers[index], path));
  }
  return costs.map(median);
}

async function costOf(server, path) {
  const before = await server.cpu();
  await load(server, path, { amount: REQUESTS });
  return ((await server.cpu()) - before) / REQUESTS;
}
