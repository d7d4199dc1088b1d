import { Entity } from 'typeorm';
import {
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
  UuidColumn,
} from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

/** What a job is told; flat, so that it can be shown. No secrets: it stands in the clear. */
export type JobPayload = Record<string, string | number | boolean | null>;

/** Work for the background. A job that has ended well leaves no row; one that never will is a dead letter. */
@Entity('jobs')
export class JobEntity extends StoredEntity {
  @TextColumn(60)
  kind: string;

  /** Null: the platform's own. */
  @UuidColumn({ nullable: true })
  tenantId: string | null;

  /** The slug when it was added, for lists. */
  @TextColumn(40, { nullable: true })
  tenant: string | null;

  @JsonColumn()
  payload: JobPayload;

  @TextColumn(200, { nullable: true })
  key: string | null;

  /** Kind, tenant and key while the job isn't dead. Unique: of a key there is one. */
  @TextColumn(320, { nullable: true, unique: true })
  openKey: string | null;

  /** Not before this, by the program's clock. */
  @InstantColumn()
  runAt: Date;

  /** How often its handler has begun. */
  @IntColumn()
  attempts: number;

  @IntColumn()
  maxAttempts: number;

  /** The process that runs it, and until when that one is believed to be alive, by the database's clock. */
  @TextColumn(200, { nullable: true })
  claimedBy: string | null;

  @InstantColumn({ nullable: true })
  claimedUntil: Date | null;

  @LongTextColumn({ nullable: true })
  lastError: string | null;

  @InstantColumn({ nullable: true })
  deadAt: Date | null;
}
