import { Entity } from 'typeorm';
import { IntColumn, LongTextColumn, TextColumn } from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';
import type { EngineName } from '../../tenant.js';

export const SERVER_STATUSES = ['active', 'full', 'offline'] as const;
export type ServerStatus = (typeof SERVER_STATUSES)[number];

/** A database server, or a folder of SQLite files, that tenants are placed on. */
@Entity('servers')
export class ServerEntity extends StoredEntity {
  @TextColumn(60, { unique: true })
  name: string;

  @TextColumn(20)
  engine: EngineName;

  @LongTextColumn()
  urlEncrypted: string;

  /** The database that its tenants without one of their own share: name, role and password. */
  @LongTextColumn({ nullable: true })
  sharedEncrypted: string | null;

  @TextColumn(60, { nullable: true })
  region: string | null;

  /** Tenants it may hold; null for no limit. */
  @IntColumn({ nullable: true })
  capacity: number | null;

  /** How much it takes compared with the others: twice the weight, twice the tenants. */
  @IntColumn({ default: 1 })
  weight: number;

  @TextColumn(20)
  status: ServerStatus;
}
