// Imported before anything else: the packages need a newer Node than many machines have, and their own
// messages don't say so.
const NEEDED = [22, 12] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `Tenantry needs Node ${NEEDED.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Start it with `npm start` or `npm run cli`, which use the Node that npm installed here, or update Node.\n',
  );
  process.exit(1);
}
