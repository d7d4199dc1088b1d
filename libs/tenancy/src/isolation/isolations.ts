import type { IsolationName } from '../tenant.js';
import { databaseIsolation } from './database.js';
import type { Isolation } from './isolation.js';
import { rowIsolation } from './row.js';
import { schemaIsolation } from './schema.js';

const BY_NAME: Record<IsolationName, Isolation> = {
  database: databaseIsolation,
  schema: schemaIsolation,
  row: rowIsolation,
};

export const isolationNamed = (name: IsolationName): Isolation => BY_NAME[name];
