import { statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A smaller file is done before a thread would have started. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** What became of a statement. */
export interface ThreadAnswer {
  /** Of a statement that answers rows. */
  readonly rows?: unknown[];
  readonly changes?: number;
  readonly lastInsertRowid?: number | bigint;
  readonly inTransaction: boolean;
}

interface Message extends ThreadAnswer {
  readonly id: number;
  readonly failure?: { message: string; code?: string };
}

interface Waiting {
  resolve(answer: ThreadAnswer): void;
  reject(error: Error): void;
}

/**
 * A second connection to a file, in a thread: statements that copy or index a large table take seconds, and SQLite
 * would spend them inside the event loop, where every tenant waits.
 */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ended: Error | undefined;
  /** As of the last answer. */
  inTransaction = false;

  constructor(path: string) {
    this.#worker = new Worker(join(__dirname, `sqlite.worker${extname(__filename)}`), {
      workerData: path,
      env: {},
      // Tests run the worker as TypeScript, of which Node says that it had to guess its kind of modules.
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
    });
    this.#worker.on('message', (message: Message) => this.#answered(message));
    this.#worker.on('error', (error) => this.#end(error as Error));
    this.#worker.on('exit', () => this.#end(new Error('The thread of this SQLite file has ended.')));
  }

  run(sql: string, bound: readonly unknown[]): Promise<ThreadAnswer> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, bound });
    });
  }

  /** What was not committed is rolled back by SQLite. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answered({ id, failure, ...answer }: Message): void {
    this.inTransaction = answer.inTransaction;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (!failure) return waiting?.resolve(answer);
    waiting?.reject(Object.assign(new Error(failure.message), { code: failure.code }));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.inTransaction = false;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

export const isLarge = (path: string): boolean =>
  (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGE_BYTES;
