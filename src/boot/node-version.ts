import { isNodeNewEnough, NEEDED_NODE } from './node-needed.js';

// Imported before anything else: the packages need a newer Node than many machines have, and their own
// messages don't say so.
if (!isNodeNewEnough(process.versions.node)) {
  process.stderr.write(
    `Tenantry needs Node ${NEEDED_NODE} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Start it with `npm start` or `npm run cli`, which use the Node that npm installed here, or update Node.\n',
  );
  process.exit(1);
}
