import { Entity } from 'typeorm';
import { InstantColumn } from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

/** A running server process; a row that wasn't renewed for a while is one that died. */
@Entity('processes')
export class ProcessEntity extends StoredEntity {
  @InstantColumn()
  seenAt: Date;
}
