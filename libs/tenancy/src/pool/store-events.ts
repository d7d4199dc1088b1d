import { performance } from 'node:perf_hooks';

/** A statement that has ended. Its parameters are customers' data, and nobody's here. */
export interface EndedStatement {
  /** Slug; undefined for the control database. */
  readonly tenant: string | undefined;
  /** Name of the database, schema or file. */
  readonly store: string;
  readonly sql: string;
  /** From when it had a connection. */
  readonly ms: number;
  readonly failed: boolean;
}

/** `opened`, `closed`, `evicted`: one connection of it. `changed`: the tenant is led elsewhere from now on. */
export type StoreEventName = 'opened' | 'closed' | 'evicted' | 'changed';

export interface StoreEvent {
  readonly event: StoreEventName;
  readonly tenant: string | undefined;
  readonly store: string;
}

/** Told of what happens at the stores. What they do costs every statement: they must not throw, and not wait. */
export interface StoreWatch {
  statement?(ended: EndedStatement): void;
  store?(event: StoreEvent): void;
}

export type StatementEnd = (sql: string, ms: number, failed: boolean) => void;

/** Runs a statement, and tells `ended` of it where somebody wants to know. */
export async function timed<T>(
  ended: StatementEnd | undefined,
  sql: string,
  run: () => Promise<T>,
): Promise<T> {
  if (!ended) return run();
  const started = performance.now();
  let failed = true;
  try {
    const result = await run();
    failed = false;
    return result;
  } finally {
    ended(sql, performance.now() - started, failed);
  }
}
