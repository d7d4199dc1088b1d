import { Entity, PrimaryColumn } from 'typeorm';
import { CONTROL_TABLE } from '../../engine/store-marker.js';
import { MoneyColumn, UuidColumn } from '../../schema/portable-columns.js';

/**
 * One row that every change of the catalog counts up in its own transaction. Other processes poll it, and
 * because the changing transaction holds its lock, changes of the catalog happen one after another.
 */
@Entity(CONTROL_TABLE)
export class CatalogGenerationEntity {
  @PrimaryColumn({ type: 'int' })
  id: number;

  @MoneyColumn()
  value: number;

  /** Who this platform is; null until it is asked for. */
  @UuidColumn({ nullable: true })
  platformId: string | null;
}
