import { InstantColumn, JsonColumn, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity, PrimaryColumn } from 'typeorm';

/** Who did it. `system`: no person (the command line, a job, an unknown caller); `foreign`: somebody with another tenant's token. */
export type ActorKind = 'user' | 'operator' | 'system' | 'foreign';

/** A line of the audit log. It is written once: triggers refuse changes. */
@Entity('audit_log')
export class AuditEntry {
  /** UUIDv7: the order of the ids is the order of the log. */
  @PrimaryColumn('uuid')
  id: string;

  @InstantColumn()
  at: Date;

  @TextColumn(20)
  actorKind: ActorKind;

  @UuidColumn({ nullable: true })
  actorId: string | null;

  @TextColumn(320, { nullable: true })
  actorEmail: string | null;

  /** `user.created`, `invoice.issued` … */
  @TextColumn(80)
  action: string;

  @TextColumn(80)
  entity: string;

  @TextColumn(80, { nullable: true })
  entityId: string | null;

  @JsonColumn({ nullable: true })
  before: unknown;

  @JsonColumn({ nullable: true })
  after: unknown;

  @TextColumn(80, { nullable: true })
  requestId: string | null;
}
