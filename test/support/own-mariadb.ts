import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@tenantry/nest/testing';
import { createConnection } from 'mysql2/promise';
import type { ServerCertificate } from './certificates.js';

const PLACES = ['mariadbd', '/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/local/bin/mariadbd'];
const BINARY = PLACES.find((place) => spawnSync(place, ['--no-defaults', '--version']).status === 0);
const INSTALLER = 'mariadb-install-db';
const OWNER = { user: 'owner', password: 'throwaway' };
const POLL_MS = 100;

/** A MariaDB that a test has for itself, to do with as it likes. It writes a binary log, as MySQL 8 does. */
export interface OwnMariadb {
  /** Without a database, of a user that may do everything. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Skipped, with the reason, without MariaDB's program, which no package brings along; with CI=true a failure. */
export function describeOwnMariadb(name: string, tests: () => void): void {
  if (BINARY) return describe(name, tests);
  if (process.env['CI'] === 'true')
    throw new Error('The test starts a MariaDB of its own, and mariadbd is missing.');
  describe.skip(`${name} (there is no mariadbd on this machine)`, tests);
}

/** `within`: the folder in which it makes its own; `flags`: more of its settings. */
export interface MariadbPlace {
  readonly within?: string;
  readonly flags?: readonly string[];
}

export async function startMariadb(
  { certificate, key }: ServerCertificate,
  { within = tmpdir(), flags = [] }: MariadbPlace = {},
): Promise<OwnMariadb> {
  const folder = await mkdtemp(join(within, 'tenantry-mariadb-'));
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  // As root it has to be told whom to run as.
  const common = [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    `--user=${userInfo().username}`,
    ...flags,
  ];
  install(common);
  const port = await freePort();
  const server = spawn(BINARY!, [
    ...common,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--ssl-cert=${await file('server.pem', certificate)}`,
    `--ssl-key=${await file('server.key', key)}`,
    `--init-file=${await file('init.sql', OWNERS)}`,
    `--log-bin=${join(folder, 'binlog')}`,
    '--innodb-buffer-pool-size=32M',
    '--innodb-flush-log-at-trx-commit=0',
  ]);
  const url = `mysql://${OWNER.user}:${OWNER.password}@127.0.0.1:${port}`;
  await ready(server, url);
  return {
    url,
    stop: async () => {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One statement a line. */
const OWNERS = `CREATE USER IF NOT EXISTS ${OWNER.user}@'%' IDENTIFIED BY '${OWNER.password}';
GRANT ALL PRIVILEGES ON *.* TO ${OWNER.user}@'%' WITH GRANT OPTION;
`;

function install(common: readonly string[]): void {
  const argv = [...common, '--auth-root-authentication-method=normal', '--skip-test-db'];
  const { status, stderr } = spawnSync(INSTALLER, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mariadb-install-db has failed: ${stderr}`);
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (text: Buffer) => (said += text.toString('utf8')));
  for (;;) {
    if (server.exitCode !== null) throw new Error(`mariadbd has ended: ${said}`);
    try {
      return await (await createConnection(url)).end();
    } catch {
      await delay(POLL_MS);
    }
  }
}
