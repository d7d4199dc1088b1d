import { Entity, PrimaryColumn } from 'typeorm';
import { LongTextColumn } from '../../schema/portable-columns.js';

/** The migrations that were applied to a store; stores of one set share a row, which never changes. */
@Entity('schema_sets')
export class SchemaSetEntity {
  /** What `fingerprintOf` makes of the names. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  fingerprint: string;

  /** JSON: the names, in order. */
  @LongTextColumn()
  migrations: string;
}
