import { type Stats, closeSync, lstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EngineChecks, Fault } from '../engine-checks.js';
import { codeOf } from '../error-code.js';
import { sqlitePath } from './sqlite-path.js';

/** Where the file's header says how it is written: 2 for a write-ahead log. */
const WRITE_VERSION_AT = 18;
const WAL = 2;
const OTHERS = 0o077;

const SHAPE = `
  SELECT 'column' AS kind, t.name AS place, c.name AS what
    FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
  UNION ALL SELECT 'guard', tbl_name, name FROM sqlite_master WHERE type = 'trigger'
  UNION ALL SELECT CASE i."unique" WHEN 1 THEN 'unique' ELSE 'index' END, t.name,
      (SELECT CASE WHEN count(*) = count(k.name) THEN group_concat(k.name, ',') END
         FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) k)
    FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table'`;

export const sqliteChecks: EngineChecks = {
  tables: 'SELECT name FROM sqlite_master',
  shape: { sql: SHAPE },
  server: [
    { name: 'reachable', faults: async ({ url }) => folderFaults(sqlitePath(url)) },
    { name: 'folder mode', faults: async ({ url }) => modeFaults(sqlitePath(url)) },
  ],
  file: [
    { name: 'file', faults: async ({ adminUrl }) => fileFaults(sqlitePath(adminUrl)) },
    { name: 'wal', of: 'all', faults: async ({ adminUrl }) => walFaults(sqlitePath(adminUrl)) },
  ],
  store: [
    {
      name: 'foreign keys',
      of: 'all',
      faults: async ({ ask }) => {
        const [row] = await ask('PRAGMA foreign_keys');
        const broken = await ask('PRAGMA foreign_key_check');
        return [
          ...(row?.['foreign_keys'] === 1
            ? []
            : [
                {
                  message: 'Its requests run with foreign keys off.',
                  remedy: 'Report it: the program switches them on.',
                },
              ]),
          ...(broken.length === 0 ? [] : [brokenKeys(broken)]),
        ];
      },
    },
  ],
};

function brokenKeys(broken: readonly Record<string, unknown>[]): Fault {
  const [first] = broken;
  return {
    message: `${broken.length} rows refer to rows that aren't there, the first one from ${String(first?.['table'])} to ${String(first?.['parent'])}.`,
    remedy: 'Restore the store from a backup, or remove these rows: PRAGMA foreign_key_check lists them.',
  };
}

/** Absent until the first tenant comes. */
function folderFaults(folder: string): Fault[] {
  const found = look(folder);
  if (!found || found.isDirectory()) return [];
  return [{ message: `${folder} is no folder.`, remedy: 'Name a folder in TENANT_SERVER_URL or DATA_DIR.' }];
}

function modeFaults(folder: string): Fault[] {
  const found = look(folder);
  if (!found || (found.mode & OTHERS) === 0) return [];
  return [
    {
      message: `Other users of this machine can look into ${folder}, where the tenants' files are.`,
      remedy: `chmod 700 ${folder}`,
    },
  ];
}

/** Its name can't leave the folder; a link can. */
function fileFaults(path: string): Fault[] {
  if (!look(path)) return [];
  const real = realpathSync(path);
  if (!lstatSync(path).isSymbolicLink() && dirname(real) === realpathSync(dirname(path))) return [];
  return [
    {
      message: `${path} is a link to ${real}, not a file of its own in the folder of the tenants.`,
      remedy: `Put the file itself there: cp --remove-destination ${real} ${path}, with the program stopped.`,
    },
  ];
}

function walFaults(path: string): Fault[] {
  if (!look(path) || writeVersion(path) === WAL) return [];
  return [
    {
      message: 'Its file has no write-ahead log, so readers wait for writers.',
      remedy: 'Keep the folder on a local disk; then the program switches it on when it opens the file.',
    },
  ];
}

function writeVersion(path: string): number | undefined {
  const file = openSync(path, 'r');
  try {
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, WRITE_VERSION_AT);
    return byte[0];
  } finally {
    closeSync(file);
  }
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
