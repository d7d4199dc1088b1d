// For `node --require`: tells the parent how long the event loop stood still, and what CPU time was used.
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let used = process.cpuUsage();

process.on('message', (message) => {
  if (message !== 'held') return;
  const cpu = process.cpuUsage(used);
  used = process.cpuUsage();
  process.send({ loopMs: delay.max / 1e6 - RESOLUTION_MS, cpuMs: (cpu.user + cpu.system) / 1e3 });
  delay.reset();
});
// The parent that goes away takes the program along.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
