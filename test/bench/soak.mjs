// The built program under load for as long as wanted: whether its memory grows, whether anybody is ever shown
// another tenant's rows, and whether anything is still held when nobody asks any more.
// npm run bench:soak -- [minutes, default 2] [--tenants 12] [--clients 16] [--budget 6]
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { printTable } from './table.mjs';
import { startProgram } from './soak/program.mjs';
import { soakLoad } from './soak/soak-load.mjs';

const SAMPLES = 60;
const MIB = 1024 * 1024;
const PATIENCE_MS = 30_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tenants: { type: 'string', default: '12' },
    clients: { type: 'string', default: '16' },
    budget: { type: 'string', default: '6' },
  },
});
const minutes = Number(positionals[0] ?? 2);
const [tenants, clients, budget] = [values.tenants, values.clients, values.budget].map(Number);
if (![minutes, tenants, clients, budget].every((number) => number > 0))
  throw new Error('Every argument is a number above 0.');

const program = await startProgram({ tenants, budget });
try {
  const load = soakLoad(program, clients);
  const samples = await watch();
  const counts = await load.stop();
  const held = await whatIsHeld();
  report(samples, counts, held);
} finally {
  await program.stop();
}

async function watch() {
  const begun = performance.now();
  const samples = [];
  for (let index = 0; index <= SAMPLES; index += 1) {
    await pause(Math.max(0, begun + (index * minutes * 60_000) / SAMPLES - performance.now()));
    const { process_resident_memory_bytes: rss } = await program.metrics();
    samples.push({ hours: (performance.now() - begun) / 3_600_000, mib: rss / MIB });
  }
  return samples;
}

/** Connections at work and leases, when the last answer is out; a moment is given to those that are on their way. */
async function whatIsHeld() {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { tenantry_leases: leases, tenantry_connections_leased: leased } = await program.metrics();
    if (leases + leased === 0 || performance.now() > until) return { leases, leased };
    await pause(100);
  }
}

/** MiB an hour by least squares, over the second half: a program grows into its caches first. */
function slope(samples) {
  const late = samples.slice(samples.length >> 1);
  const mean = (of) => late.reduce((sum, sample) => sum + of(sample), 0) / late.length;
  const [hours, mib] = [mean((sample) => sample.hours), mean((sample) => sample.mib)];
  const up = late.reduce((sum, sample) => sum + (sample.hours - hours) * (sample.mib - mib), 0);
  return up / late.reduce((sum, sample) => sum + (sample.hours - hours) ** 2, 0);
}

function report(samples, { answers, aborted, failed, wrong }, { leases, leased }) {
  const perHour = slope(samples);
  const half = samples.slice(samples.length >> 1);
  process.stdout.write(`\n${minutes} min, ${tenants} tenants, ${clients} clients, ${budget} connections\n\n`);
  printTable(
    ['', 'value', 'wanted'],
    [
      ['answers', answers, ''],
      ['clients that went away', aborted, ''],
      ['answers of another kind than expected', failed, 0],
      ['answers with rows of another tenant', wrong, 0],
      ['leases never given back', leases, 0],
      ['connections never given back', leased, 0],
      ['RSS at the start, MiB', samples[0].mib.toFixed(1), ''],
      ['RSS at half time, MiB', half[0].mib.toFixed(1), ''],
      ['RSS at the end, MiB', half.at(-1).mib.toFixed(1), ''],
      ['slope over the second half, MiB an hour', perHour.toFixed(1), 'flat'],
      ['the same over this half, MiB', (perHour * (half.at(-1).hours - half[0].hours)).toFixed(1), 'flat'],
    ],
  );
  if (wrong + failed + leases + leased > 0) process.exitCode = 1;
}
