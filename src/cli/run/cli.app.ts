import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type AppConfig, environment, type Environment, loadConfig } from '../../config/config.js';
import { keepFilesPrivate } from '../../boot/private-files.js';
import { ControlSchema } from '../../start/control-schema.js';
import { CliModule } from './cli.module.js';

/** The same services as the server's, without its listener. Errors are thrown to the command, not logged. */
export async function openApp(env: Environment = environment()): Promise<INestApplicationContext> {
  const config = loadConfig(env);
  keepFilesPrivate(config);
  const app = await contextOf(config);
  if (!config.migrateOnStart) await app.get(ControlSchema, { strict: false }).assertCurrent();
  return app;
}

const contextOf = (config: AppConfig): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(CliModule.with(config), { logger: false, abortOnError: false });

/** The same, after the control database was brought to this program's schema, whatever MIGRATE_ON_START says. */
export function openMigratedApp(env: Environment = environment()): Promise<INestApplicationContext> {
  return openApp({ ...env, MIGRATE_ON_START: 'true' });
}

/** The same, with the control database and all files left as they are: for a look at them. */
export function openUntouchedApp(env: Environment = environment()): Promise<INestApplicationContext> {
  return contextOf(loadConfig({ ...env, MIGRATE_ON_START: 'false' }));
}
