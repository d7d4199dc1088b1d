import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { wholeNumber } from '../run/option-values.js';
import { UsageError } from '../run/usage.error.js';

const TLS_MODES = ['require', 'verify-ca', 'verify-full'] as const;

/** A database of the tenant's own: as one URL, or by its parts. */
export interface DatabaseOptions extends TlsOptions {
  databaseUrl?: string;
  databaseEngine?: string;
  databaseHost?: string;
  databasePort?: number;
  databaseUser?: string;
  databasePassword?: string;
  databaseName?: string;
}

export interface TlsOptions {
  tlsMode?: (typeof TLS_MODES)[number];
  /** A file. */
  tlsCa?: string;
}

export function addDatabaseOptions(command: Command, what: string): Command {
  command
    .option('--database-url <url>', what)
    .option('--database-host <host>', 'the same by parts: host')
    .option('--database-port <port>', 'port', wholeNumber(1))
    .option('--database-user <name>', 'user')
    .option('--database-password <password>', 'password')
    .option('--database-name <name>', 'database')
    .option('--database-engine <engine>', 'engine: postgres or mysql (default: postgres)');
  return addTlsOptions(command);
}

export function addTlsOptions(command: Command): Command {
  return command
    .addOption(new Option('--tls-mode <mode>', 'TLS of the database URL').choices(TLS_MODES))
    .option('--tls-ca <file>', 'certificate of the CA, PEM (default: those that Node.js trusts)');
}

/** The parts as the API has them, with the other options left as they are. */
export function databaseOf<T extends DatabaseOptions>(options: T) {
  const { databaseUrl, databaseEngine, databaseHost, databasePort, ...more } = options;
  const { databaseUser, databasePassword, databaseName, tlsMode, tlsCa, ...rest } = more;
  const database = {
    databaseUrl,
    engine: databaseEngine,
    host: databaseHost,
    port: databasePort,
    user: databaseUser,
    password: databasePassword,
    name: databaseName,
    ...tlsOf({ tlsMode, tlsCa }),
  };
  return { database: withoutUndefined(database), rest };
}

/** Throws UsageError for a file that can't be read. */
export function tlsOf({ tlsMode, tlsCa }: TlsOptions): { tls?: { mode: string; ca?: string } } {
  if (tlsMode === undefined && tlsCa === undefined) return {};
  return { tls: { mode: tlsMode ?? 'verify-full', ...(tlsCa !== undefined && { ca: fileText(tlsCa) }) } };
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`--tls-ca: "${path}" can't be read.`);
  }
}

const withoutUndefined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Partial<T>;
