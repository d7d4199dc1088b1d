import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { environment, type Environment, loadConfig } from '../config.js';
import { CliModule } from './cli.module.js';

/** The same services as the server's, without its listener. Errors are thrown to the command, not logged. */
export function openApp(env: Environment = environment()): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(CliModule.with(loadConfig(env)), {
    logger: false,
    abortOnError: false,
  });
}

/** The same, after the control database was brought to this program's schema, whatever MIGRATE_ON_START says. */
export function openMigratedApp(env: Environment = environment()): Promise<INestApplicationContext> {
  return openApp({ ...env, MIGRATE_ON_START: 'true' });
}

/** The same, with the control database left as it is: for a look at it. */
export function openUntouchedApp(env: Environment = environment()): Promise<INestApplicationContext> {
  return openApp({ ...env, MIGRATE_ON_START: 'false' });
}
