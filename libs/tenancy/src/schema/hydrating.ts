import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';

interface Hydration {
  /** Whose rows or values are being turned into entities; lazy relations load from here. */
  readonly source: DataSource;
  /** True for rows: what a constructor would make up (ids, times) comes from the row instead. */
  readonly reading: boolean;
}

/** Around the making of entities by TypeORM. */
export const hydrating = new AsyncLocalStorage<Hydration>();
