import './boot/node-version.js';
import './boot/compile-cache.js';
import { readConfig } from './config/config.js';
import { createApp } from './boot/create-app.js';
import { ApiDocuments } from './http/docs/api-documents.js';
import { stopOnSignal } from './boot/stop-on-signal.js';
import { bannerOf } from './boot/banner.js';
import { StartingServer } from './boot/starting-server.js';
import { startFailure } from './boot/start-failure.js';
import { ServerStart } from './start/server-start.js';
import { surviveStrayRejections } from './boot/stray-rejections.js';

async function main(): Promise<void> {
  const config = readConfig();
  const starting = await StartingServer.listen(config);
  const app = await createApp(config);
  stopOnSignal(app);
  surviveStrayRejections();
  const report = await app.get(ServerStart).run();
  // Developers wait for a start more often than for a document.
  if (config.production) app.get(ApiDocuments).prepare();
  await starting.close();
  await app.listen(config.port, config.host);
  process.stdout.write(bannerOf(config, report));
}

main().catch((error: unknown) => {
  process.stderr.write(`Tenantry did not start: ${startFailure(error)}\n`);
  process.exit(1);
});
