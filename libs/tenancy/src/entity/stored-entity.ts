import { PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { InstantColumn } from './portable-columns.js';

/**
 * What every stored row has. The id is made by the program (UUIDv7, so rows of one table sort by age),
 * and is there before the row is saved. `version` counts updates, for optimistic locking.
 */
export abstract class StoredEntity {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @InstantColumn({ update: false })
  createdAt: Date = new Date();

  @UpdateDateColumn({ type: Date })
  updatedAt: Date = new Date();

  @VersionColumn({ type: 'int' })
  version: number;
}
