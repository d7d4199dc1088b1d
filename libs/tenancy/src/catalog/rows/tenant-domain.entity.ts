import { Entity } from 'typeorm';
import {
  BooleanColumn,
  InstantColumn,
  IntColumn,
  TextColumn,
  UuidColumn,
} from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

/** A custom domain that a tenant claims. Several may claim one; only the one that has verified it is routed to. */
@Entity('tenant_domains')
export class TenantDomainEntity extends StoredEntity {
  @UuidColumn()
  tenantId: string;

  /** Lower case, without a trailing dot, in its ASCII form. */
  @TextColumn(253)
  domain: string;

  /** The domain again while it is verified, else null: its unique constraint lets it have one owner at a time. */
  @TextColumn(253, { nullable: true, unique: true })
  verifiedDomain: string | null;

  /** What the TXT record has to say. Another one for each claim. */
  @TextColumn(64)
  token: string;

  /** Only of verified ones, one a tenant. */
  @BooleanColumn({ name: 'is_primary' })
  primary: boolean;

  /** Since the record was last seen. An unreachable DNS doesn't count. */
  @IntColumn()
  failedChecks: number;

  /** Null while it isn't verified. */
  @InstantColumn({ nullable: true })
  nextCheckAt: Date | null;
}
