import { StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Column, Entity } from 'typeorm';

/** How much of something a tenant uses, counted in the transactions that use it. */
@Entity('usage_counts')
export class UsageCount extends StoredEntity {
  /** `storage`: bytes of files. */
  @TextColumn(60)
  name: string;

  @Column({ type: 'bigint', default: 0, transformer: { to: (value: unknown) => value, from: Number } })
  value: number = 0;
}
