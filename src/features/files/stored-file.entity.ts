import { IntColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { FileArea } from './file-areas.js';

/** A file of a tenant. Its content lies in the object store, once for all files of the tenant that have the same. */
@Entity('files')
export class StoredFile extends StoredEntity {
  /** In hexadecimal: the content's name. */
  @TextColumn(64)
  sha256: string;

  @IntColumn()
  bytes: number;

  /** The media type that its content says, such as `image/png`. */
  @TextColumn(100)
  type: string;

  /** As its sender called it, without folders. */
  @TextColumn(200)
  name: string;

  @TextColumn(20)
  area: FileArea;

  /** Id of what it belongs to; null until something names it. */
  @UuidColumn({ nullable: true })
  ownerId: string | null = null;
}
