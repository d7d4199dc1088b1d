import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StoreAdmin } from '../engine.js';
import { codeOf } from '../error-code.js';
import { checkIdentifier } from '../identifier.js';
import { CREATE_MARKER, MARKER_TABLE, READ_MARKER, type StoreState, storeState } from '../store-marker.js';
import { assertNoLink, isLink, makePrivate } from './sqlite.connection.js';

const TABLES =
  "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'";
const BUSY_WAIT_MS = 5_000;

/** SQLite files of one folder. A checked name holds no separator and no dot, so none leaves the folder. */
export class SqliteStores implements StoreAdmin {
  constructor(private readonly folder: string) {}

  exists(store: string): Promise<boolean> {
    return attempt(() => existsSync(this.path(store)));
  }

  /** What was written and is not in the file yet counts. */
  size(store: string): Promise<number | undefined> {
    return attempt(() => {
      const sizes = ['', '-wal'].map(
        (suffix) => statSync(this.path(store) + suffix, { throwIfNoEntry: false })?.size,
      );
      return sizes[0] === undefined ? undefined : sizes[0] + (sizes[1] ?? 0);
    });
  }

  create(store: string): Promise<void> {
    return attempt(() => {
      assertNoLink(this.path(store));
      makePrivate(this.path(store));
      this.open(store, (file) => file.pragma('journal_mode = WAL'));
    });
  }

  /** The file last: while it exists, a drop that was interrupted can be seen and done again. */
  drop(store: string): Promise<void> {
    return attempt(() => {
      for (const suffix of ['-wal', '-shm', '-journal', ''])
        rmSync(this.path(store) + suffix, { force: true });
    });
  }

  clear(store: string): Promise<void> {
    return this.drop(store).then(() => this.create(store));
  }

  inspect(store: string): Promise<StoreState> {
    return attempt(() => {
      const path = this.path(store);
      // Not even one that leads nowhere is ours to follow.
      if (isLink(path)) return { kind: 'foreign' };
      if (!existsSync(path)) return { kind: 'missing' };
      return this.open(store, stateOf);
    });
  }

  mark(store: string, tenantId: string): Promise<void> {
    return attempt(() => {
      this.open(store, (file) => {
        file.exec(CREATE_MARKER);
        file.prepare(`INSERT OR IGNORE INTO ${MARKER_TABLE} (tenant_id) VALUES (?)`).run(tenantId);
      });
    });
  }

  private path(store: string): string {
    return join(this.folder, `${checkIdentifier(store)}.sqlite3`);
  }

  private open<T>(store: string, work: (file: Database.Database) => T): T {
    assertNoLink(this.path(store));
    const file = new Database(this.path(store), { fileMustExist: true, timeout: BUSY_WAIT_MS });
    try {
      return work(file);
    } finally {
      file.close();
    }
  }
}

/** A file that isn't one of SQLite's is somebody's all the same. */
function stateOf(file: Database.Database): StoreState {
  try {
    return markedState(file);
  } catch (error) {
    if (codeOf(error) === 'SQLITE_NOTADB') return { kind: 'foreign' };
    throw error;
  }
}

function markedState(file: Database.Database): StoreState {
  const tables = file.prepare(TABLES).pluck().all() as string[];
  const markers = tables.includes(MARKER_TABLE) ? (file.prepare(READ_MARKER).pluck().all() as string[]) : [];
  return storeState(tables, markers);
}

/** Synchronous work as a promise that rejects where the work throws. */
const attempt = async <T>(work: () => T): Promise<T> => work();
