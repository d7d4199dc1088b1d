import { median } from '../table.mjs';
import { CONNECTIONS, load, PATH, withServers } from './sides.mjs';

const ROUNDS = 8;
const SECONDS = 3;
const WARM_UP_REQUESTS = 12_000;
/** Of each side: its name, and what is wanted of the platform's rate divided by its. */
const SIDES = {
  static: ['one static DataSource', 0.92],
  perRequest: ['a DataSource by Scope.REQUEST', 1.5],
  bare: ['Fastify and pg alone', 0.55],
};

export async function compareThroughput() {
  const names = Object.keys(SIDES);
  const [ours, ...others] = await withServers('postgres', names, takeTurns);
  const rows = others.map((rate, index) => {
    const [name, wanted] = SIDES[names[index]];
    return [name, rate.toFixed(0), (ours / rate).toFixed(3), `≥ ${wanted.toFixed(2)}`];
  });
  return {
    title: `GET ${PATH} on PostgreSQL: requests a second from ${CONNECTIONS} clients, medians of ${ROUNDS} rounds of ${SECONDS} s`,
    header: ['side', 'requests/s', 'tenantry ÷ it', 'wanted'],
    rows: [['tenantry', ours.toFixed(0), '', ''], ...rows],
  };
}

async function takeTurns(servers) {
  for (const server of servers) await load(server, { amount: WARM_UP_REQUESTS });
  const rates = servers.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 ? [...servers.keys()].toReversed() : [...servers.keys()];
    for (const index of order) rates[index].push(await load(servers[index], { duration: SECONDS }));
  }
  return rates.map(median);
}
