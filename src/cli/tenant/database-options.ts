import { type Command, Option } from 'commander';
import { wholeNumber } from '../option-values.js';
import { UsageError } from '../usage.error.js';

const SERVERS = ['postgres', 'mysql'] as const;

/** The tenant's own database: as one URL, or by its parts. */
export interface DatabaseOptions {
  databaseUrl?: string;
  databaseEngine?: (typeof SERVERS)[number];
  databaseHost?: string;
  databasePort?: number;
  databaseUser?: string;
  databasePassword?: string;
  databaseName?: string;
}

export function addDatabaseOptions(command: Command): Command {
  return command
    .option('--database-url <url>', 'place the store in this empty database')
    .option('--database-host <host>', 'the same by parts: host')
    .option('--database-port <port>', 'port', wholeNumber(1))
    .option('--database-user <name>', 'user')
    .option('--database-password <password>', 'password')
    .option('--database-name <name>', 'database')
    .addOption(new Option('--database-engine <engine>', 'engine (default: postgres)').choices(SERVERS));
}

/** Takes the parts out of the options and puts one URL in. Throws UsageError when they name no database. */
export function withDatabaseUrl<T extends DatabaseOptions>(options: T) {
  const { databaseUrl, databaseEngine, databaseHost, databasePort, ...more } = options;
  const { databaseUser, databasePassword, databaseName, ...rest } = more;
  const parts = { databaseEngine, databaseHost, databasePort, databaseUser, databasePassword, databaseName };
  const hasParts = Object.values(parts).some((part) => part !== undefined);
  if (!hasParts) return { ...rest, ...(databaseUrl !== undefined && { databaseUrl }) };
  if (databaseUrl !== undefined) throw new UsageError('Give --database-url or the parts of it, not both.');
  return { ...rest, databaseUrl: urlOf(parts) };
}

function urlOf(parts: Omit<DatabaseOptions, 'databaseUrl'>): string {
  const { databaseEngine, databaseHost, databasePort, databaseUser, databasePassword, databaseName } = parts;
  if (!databaseHost || !databaseName) {
    throw new UsageError('A database by parts needs --database-host and --database-name.');
  }
  const url = new URL(`${databaseEngine === 'mysql' ? 'mysql' : 'postgresql'}://${databaseHost}`);
  if (databasePort !== undefined) url.port = String(databasePort);
  url.username = encodeURIComponent(databaseUser ?? '');
  url.password = encodeURIComponent(databasePassword ?? '');
  url.pathname = `/${encodeURIComponent(databaseName)}`;
  return url.href;
}
