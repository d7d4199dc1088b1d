// Asks the running program for nonsense, made from its own documents, and ends by itself. What it may not answer: a
// status of 500 and above, nothing at all, or more than an answer's worth of bytes.
//
//   npm run fuzz -- --requests 10000 --seed 7 --seconds 600
import { parseArgs } from 'node:util';
import { Program } from './program.mjs';
import { Random } from './random.mjs';
import { Requests } from './requests.mjs';
import { closeSender, send } from './sender.mjs';
import { World } from './world.mjs';

const MOST_FAILURES = 20;
const MOST_BYTES = 4 * 1024 * 1024;
/** Of a refusal. */
const MOST_REFUSAL_BYTES = 64 * 1024;
const SLOWEST_SHOWN = 10;
const LARGE_BODY = 64 * 1024;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '1200' },
    /** How long one request may take; by default anything goes, for a machine may be busy. */
    slowest: { type: 'string', default: '0' },
    program: { type: 'string', default: 'built' },
  },
});
const [count, seed, seconds, slowest] = ['requests', 'seed', 'seconds', 'slowest'].map((name) =>
  Number(values[name]),
);

const program = await Program.start(values.program);
const failures = [];
const statuses = new Map();
const slow = [];
let sent = 0;

try {
  const world = await World.of(program);
  const deadline = performance.now() + seconds * 1000;
  for (const request of new Requests(world, new Random(seed)).all(count)) {
    if (failures.length >= MOST_FAILURES || performance.now() > deadline || !program.isRunning) break;
    await ask(request, world);
  }
} finally {
  await program.stop();
  closeSender();
}
report();

async function ask(request, world) {
  const answer = await send(program.port, request);
  sent += 1;
  const cutOff = isCutOff(request, answer);
  const outcome = cutOff
    ? 'cut off'
    : answer.dropped
      ? 'dropped'
      : answer.unsendable
        ? 'not sent'
        : answer.status;
  statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
  slow.push({ ms: answer.ms, outcome, request });
  slow.sort((a, b) => b.ms - a.ms).splice(SLOWEST_SHOWN);
  const wrong = cutOff ? undefined : faultOf(answer);
  if (wrong) failures.push({ wrong, request, log: program.errors.at(-1), answer: answer.json });
  if (answer.status < 300) world.remember(answer.json);
  if (answer.status === 401 && request.headers.authorization && world.planes[request.plane].token) {
    await world.renew(request.plane);
  }
}

/** A body over the limit is answered and hung up on while it is still sent: who writes on may never read the answer. */
function isCutOff({ body }, { dropped }) {
  const isLarge = Buffer.byteLength(body ?? '') > LARGE_BODY;
  return isLarge && dropped !== undefined && /EPIPE|ECONNRESET|hang up/.test(dropped);
}

function faultOf({ status, dropped, unsendable, bytes, ms }) {
  if (unsendable) return undefined;
  if (dropped) return `dropped: ${dropped}`;
  if (status >= 500) return `status ${status}`;
  const most = status >= 400 ? MOST_REFUSAL_BYTES : MOST_BYTES;
  if (bytes > most) return `${bytes} bytes`;
  return slowest > 0 && ms > slowest ? `${Math.round(ms)} ms` : undefined;
}

function report() {
  for (const { wrong, request, log, answer } of failures) {
    process.stdout.write(
      `\nFAILURE ${wrong}\n${told(request)}\n${JSON.stringify(answer) ?? ''}\n${log ?? ''}\n`,
    );
  }
  const table = [...statuses].sort(([a], [b]) => String(a).localeCompare(String(b)));
  process.stdout.write(
    `\n${sent} requests with --seed ${seed}: ${table.map((pair) => pair.join(' × ')).join(', ')}\n`,
  );
  process.stdout.write('The slowest:\n');
  for (const { ms, outcome, request } of slow) {
    process.stdout.write(
      `  ${Math.round(ms)} ms ${outcome} ${request.method} ${request.path.slice(0, 80)} (${request.told})\n`,
    );
  }
  const whole = sent === count;
  if (!whole && failures.length === 0) process.stdout.write(`Stopped after ${seconds} s.\n`);
  process.exitCode = failures.length > 0 || !whole ? 1 : 0;
}

/** Enough to send it again. */
function told({ method, host, path, headers, body, told }) {
  const sent = Object.entries({ host, ...headers }).map(
    ([name, value]) => `-H '${name}: ${name === 'authorization' ? 'Bearer …' : String(value).slice(0, 200)}'`,
  );
  const text = body === undefined ? '' : ` --data-binary '${String(body).slice(0, 2_000)}'`;
  return `(${told}) curl -X ${method} ${sent.join(' ')}${text} 'http://127.0.0.1:PORT${path}'`;
}
