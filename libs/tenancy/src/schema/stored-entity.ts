import { PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { hydrating } from './hydrating.js';
import { InstantColumn } from './portable-columns.js';
import { rowTime } from './row-clock.js';

/**
 * What every stored row has. The id is made by the program (UUIDv7, so rows of one table sort by age),
 * and is there before the row is saved. `version` counts updates, for optimistic locking.
 */
export abstract class StoredEntity {
  @PrimaryColumn('uuid')
  id: string = made(() => uuidv7());

  @InstantColumn({ update: false })
  createdAt: Date = made(rowTime);

  @UpdateDateColumn({ type: Date })
  updatedAt: Date = made(rowTime);

  @VersionColumn({ type: 'int' })
  version: number;
}

/** A row that is read brings its own values, and one read in part must not get others' made up. */
function made<T>(make: () => T): T {
  return hydrating.getStore()?.reading ? (undefined as never) : make();
}
