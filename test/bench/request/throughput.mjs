import { median } from '../table.mjs';
import { CONNECTIONS, CUSTOMERS, INVOICES, load, withServers } from './sides.mjs';

const ROUNDS = 8;
const SECONDS = 3;
const WARM_UP_REQUESTS = 8_000;
/** Of each side: its name, and what is wanted of the platform's rate divided by its. */
const SIDES = {
  static: ['one static DataSource', 0.92],
  perRequest: ['a DataSource by Scope.REQUEST', 1.5],
  bare: ['Fastify and pg alone', 0.55],
};
const LISTS = { [CUSTOMERS]: ['static', 'perRequest', 'bare'], [INVOICES]: ['static', 'perRequest'] };

export async function compareThroughput() {
  const rates = await withServers('postgres', Object.keys(SIDES), async ([tenantry, ...others]) => {
    const byName = new Map(others.map((server, index) => [Object.keys(SIDES)[index], server]));
    const found = new Map();
    for (const [path, names] of Object.entries(LISTS)) {
      const servers = [tenantry, ...names.map((name) => byName.get(name))];
      found.set(path, await takeTurns(servers, path));
    }
    return found;
  });
  return {
    title: `Requests a second on PostgreSQL from ${CONNECTIONS} clients, medians of ${ROUNDS} rounds of ${SECONDS} s`,
    header: ['GET', 'side', 'requests/s', 'tenantry ÷ it', 'wanted'],
    rows: [...rates].flatMap(([path, [ours, ...others]]) => [
      [path, 'tenantry', ours.toFixed(0), '', ''],
      ...others.map((rate, index) => {
        const [name, wanted] = SIDES[LISTS[path][index]];
        return [path, name, rate.toFixed(0), (ours / rate).toFixed(3), `≥ ${wanted.toFixed(2)}`];
      }),
    ]),
  };
}

async function takeTurns(servers, path) {
  for (const server of servers) await load(server, path, { amount: WARM_UP_REQUESTS });
  const rates = servers.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 ? [...servers.keys()].toReversed() : [...servers.keys()];
    for (const index of order) rates[index].push(await load(servers[index], path, { duration: SECONDS }));
  }
  return rates.map(median);
}
