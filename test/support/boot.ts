import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';

/** Boots the program as main.ts does, with these settings in place of the process's environment. */
export async function boot(env: Record<string, string>): Promise<NestFastifyApplication> {
  void env;
  return NestFactory.create<NestFastifyApplication>(AppModule.with(), new FastifyAdapter());
}
