import './node-version.js';
import { readConfig } from './config.js';
import { createApp } from './http/create-app.js';
import { stopOnSignal } from './http/stop-on-signal.js';
import { bannerOf } from './start/banner.js';
import { ServerStart } from './start/server-start.js';

async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  stopOnSignal(app);
  await app.init();
  const report = await app.get(ServerStart).run();
  await app.listen(config.port, config.host);
  process.stdout.write(bannerOf(config, report));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
