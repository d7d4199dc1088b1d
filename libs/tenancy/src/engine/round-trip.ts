/** Milliseconds, to a hundredth. */
export async function roundTrip(ask: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await ask();
  return Math.round((performance.now() - begun) * 100) / 100;
}
