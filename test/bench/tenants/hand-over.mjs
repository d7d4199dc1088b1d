import { median } from '../table.mjs';

const ROUNDS = 5;
const REQUESTS = 400;

/** What a request costs more when the only connection was another tenant's the moment before, in milliseconds. */
export async function handOverMs(side) {
  side.wake();
  const both = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const stays = await millisecondsOf(side, () => 0);
    const changes = await millisecondsOf(side, (request) => request % 2);
    both.push(changes - stays);
  }
  await side.close();
  return median(both);
}

async function millisecondsOf(side, tenantOf) {
  const begun = performance.now();
  for (let request = 0; request < REQUESTS; request += 1) await side.ask(tenantOf(request));
  return (performance.now() - begun) / REQUESTS;
}
