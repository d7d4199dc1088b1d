import './node-version.js';
import { readConfig } from './config.js';
import { createApp } from './http/create-app.js';
import { stopOnSignal } from './http/stop-on-signal.js';

async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  stopOnSignal(app);
  await app.listen(config.port, config.host);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
