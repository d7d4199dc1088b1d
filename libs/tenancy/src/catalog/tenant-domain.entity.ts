import { Entity } from 'typeorm';
import { BooleanColumn, TextColumn, UuidColumn } from '../entity/portable-columns.js';
import { StoredEntity } from '../entity/stored-entity.js';

/** A custom domain of a tenant. Only a verified one routes. */
@Entity('tenant_domains')
export class TenantDomainEntity extends StoredEntity {
  /** Lower case, without a trailing dot, in its ASCII form. */
  @TextColumn(253, { unique: true })
  domain: string;

  @UuidColumn()
  tenantId: string;

  @BooleanColumn()
  verified: boolean;

  @BooleanColumn({ name: 'is_primary' })
  primary: boolean;
}
