import { BooleanColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** An e-mail address belongs to a user of a tenant. */
@Entity('directory_entries')
export class DirectoryEntry extends StoredEntity {
  @TextColumn(320)
  email: string;

  @UuidColumn()
  tenantId: string;

  /** Who isn't any more can't sign in, and is found by operators alone. */
  @BooleanColumn({ default: true })
  active: boolean = true;
}
