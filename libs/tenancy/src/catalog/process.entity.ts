import { Entity } from 'typeorm';
import { InstantColumn } from '../entity/portable-columns.js';
import { StoredEntity } from '../entity/stored-entity.js';

/** A running server process; a row that wasn't renewed for a while is one that died. */
@Entity('processes')
export class ProcessEntity extends StoredEntity {
  @InstantColumn()
  seenAt: Date;
}
