import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';

/** Names the data source whose rows are being turned into entities, for their lazy relations. */
export const hydrating = new AsyncLocalStorage<DataSource>();
