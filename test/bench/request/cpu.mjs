import { median } from '../table.mjs';
import { load, PATH, withServers } from './sides.mjs';

/** Processes differ by what the compiler and the collector make of their first seconds, so there are several. */
const STARTS = 3;
const ROUNDS = 12;
const WARM_UP_REQUESTS = 16_000;
const REQUESTS = 2_000;
const WANTED = 1.1;

export async function compareCpu() {
  const rows = [];
  for (const engine of ['postgres', 'sqlite']) {
    const starts = [];
    for (let start = 0; start < STARTS; start += 1) {
      starts.push(await withServers(engine, ['static'], takeTurns));
    }
    const [ours, fixed] = [0, 1].map((side) => median(starts.map((costs) => costs[side])));
    const ratios = starts.map(([tenantry, other]) => tenantry / other);
    const each = ratios.map((ratio) => ratio.toFixed(3)).join(' ');
    const wanted = `≤ ${WANTED.toFixed(2)}`;
    rows.push([engine, fixed.toFixed(0), ours.toFixed(0), median(ratios).toFixed(3), each, wanted]);
  }
  return {
    title: `GET ${PATH}: Node CPU per request, medians of ${STARTS} starts with ${ROUNDS} rounds of ${REQUESTS} requests`,
    header: ['engine', 'static µs', 'tenantry µs', 'ratio', 'of each start', 'wanted'],
    rows,
  };
}

async function takeTurns(servers) {
  for (const server of servers) await load(server, { amount: WARM_UP_REQUESTS });
  const costs = servers.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first as often as the other.
    const order = round % 2 ? [...servers.keys()].toReversed() : [...servers.keys()];
    for (const index of order) costs[index].push(await costOf(servers[index]));
  }
  return costs.map(median);
}

async function costOf(server) {
  const before = await server.cpu();
  await load(server, { amount: REQUESTS });
  return ((await server.cpu()) - before) / REQUESTS;
}
