// Runs in a thread of its own. Without imports of ours: tests run it as it stands, by Node's own reading of types.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

interface Asked {
  readonly id: number;
  readonly sql: string;
  readonly bound: readonly unknown[];
}

const file = new Database(String(workerData), { fileMustExist: true, timeout: 0 });
file.pragma('busy_timeout = 0');
file.pragma('synchronous = FULL');
file.pragma('foreign_keys = ON');
// As on the connection beside it: indexes of the store may use it.
file.function('lower', { deterministic: true }, (value) =>
  typeof value === 'string' ? value.toLowerCase() : value,
);

parentPort?.on('message', ({ id, sql, bound }: Asked) => {
  parentPort?.postMessage({ id, ...answer(sql, bound), inTransaction: file.inTransaction });
});

function answer(sql: string, bound: readonly unknown[]): object {
  try {
    const statement = file.prepare(sql);
    if (statement.reader) return { rows: statement.all(...bound) };
    const { changes, lastInsertRowid } = statement.run(...bound);
    return { changes, lastInsertRowid };
  } catch (error) {
    // An error loses its own fields on the way to another thread.
    const { message, code } = error as { message: string; code?: string };
    return { failure: { message, code } };
  }
}
