import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '../../src/config/config.js';
import { createApp } from '../../src/boot/create-app.js';

/** Boots the program as main.ts does, with these settings in place of the process's environment. */
export function boot(env: Record<string, string>): Promise<NestFastifyApplication> {
  return createApp(loadConfig(env));
}
