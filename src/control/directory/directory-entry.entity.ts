import { StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** An e-mail address belongs to an active user of a tenant. */
@Entity('directory_entries')
export class DirectoryEntry extends StoredEntity {
  @TextColumn(320)
  email: string;

  @UuidColumn()
  tenantId: string;
}
