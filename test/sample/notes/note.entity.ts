import { StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

@Entity('notes')
export class Note extends StoredEntity {
  @TextColumn(200)
  title: string;
}
