const MASK = 0xffffffff;

/** Small and seeded: every side gets the same tenants in the same order. */
function random(seed) {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) & MASK;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function uniform(tenants, seed) {
  const next = random(seed);
  return () => Math.floor(next() * tenants);
}

/** The tenant of rank k is asked for 1/k as often as the first. */
export function zipf(tenants, seed) {
  const next = random(seed);
  const sums = [];
  for (let rank = 1; rank <= tenants; rank += 1) sums.push((sums.at(-1) ?? 0) + 1 / rank);
  return () => {
    const wanted = next() * sums.at(-1);
    let [low, high] = [0, tenants - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Clients that ask, wait for the answer, check that it is their tenant's, and ask again. */
export async function runClients(side, next, { clients, milliseconds }) {
  const begun = performance.now();
  const until = begun + milliseconds;
  const result = { requests: 0, errors: 0, waits: [] };
  const client = async () => {
    for (let asked = performance.now(); asked < until; asked = performance.now()) {
      const index = next();
      const right = await side.ask(index).then(
        (rows) => rows.length === 20 && rows[0].name === `Tenant ${index}`,
        () => false,
      );
      if (right) result.requests += 1;
      else result.errors += 1;
      result.waits.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { ...result, seconds: (performance.now() - begun) / 1000 };
}
