import { accessSync, constants, mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { ServerSurvey } from '../engine.js';
import { codeOf } from '../error-code.js';
import { roundTrip } from '../round-trip.js';

const NO_RIGHT = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** A folder takes as many files as there is room for. It is made where it is missing. */
export async function surveySqlite(folder: string): Promise<ServerSurvey> {
  const memory = new Database(':memory:');
  const latencyMs = await roundTrip(async () => memory.prepare('SELECT 1').get());
  const version = String(memory.prepare('SELECT sqlite_version()').pluck().get());
  memory.close();
  const facts = { version, latencyMs, maxConnections: null, schemas: null };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return facts;
  } catch (error) {
    if (!NO_RIGHT.has(codeOf(error) ?? '')) throw error;
    return { ...facts, missingRight: { wanted: `write in the folder ${folder}`, right: 'write access' } };
  }
}
