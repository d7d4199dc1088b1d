import type { SortKey } from '../../platform.js';

/** Ids are made in the order of time, so the primary key sorts by age without an index of its own. */
export const byAge = (sort: readonly SortKey[]): readonly SortKey[] =>
  sort.map((key) => (key.column === 'createdAt' ? { ...key, column: 'id' } : key));

/** The newest first. */
export const NEWEST_FIRST: readonly SortKey[] = [{ column: 'id', direction: 'DESC' }];
