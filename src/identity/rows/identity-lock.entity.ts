import { StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A row to lock where a rule counts rows: counting first and inserting then lets others in between. */
@Entity('identity_locks')
export class IdentityLock extends StoredEntity {
  @TextColumn(40)
  name: string;
}
