import { MoneyColumn } from '@tenantry/nest/portable';
import { Entity, PrimaryColumn } from 'typeorm';

/**
 * The counter of changes at the last change of a realm: a tenant's id, `operator`, or `*` for all together. Who
 * has seen the counter at 7 finds what happened since by one range.
 */
@Entity('identity_generations')
export class IdentityGeneration {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  realm: string;

  @MoneyColumn()
  value: number;
}
