// For `node --require`: tells the parent how long the event loop stood still, and what CPU time was used.
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let used = process.cpuUsage();

/**
 * The most CPU time between two turns of the event loop: how long it would have stood still on a quiet core, also on
 * a busy one. It spins, so only while somebody asks for it.
 */
const piece = { on: false, longest: 0, last: undefined };

function turn() {
  if (!piece.on) return;
  const { user, system } = process.threadCpuUsage();
  const now = user + system;
  if (piece.last !== undefined) piece.longest = Math.max(piece.longest, now - piece.last);
  piece.last = now;
  setImmediate(turn);
}

process.on('message', (message) => {
  if (message === 'watch') {
    Object.assign(piece, { on: true, longest: 0, last: undefined });
    turn();
  }
  if (message !== 'held') return;
  const cpu = process.cpuUsage(used);
  used = process.cpuUsage();
  piece.on = false;
  process.send({
    loopMs: delay.max / 1e6 - RESOLUTION_MS,
    cpuMs: (cpu.user + cpu.system) / 1e3,
    pieceMs: piece.longest / 1e3,
  });
  delay.reset();
});
// The parent that goes away takes the program along.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
