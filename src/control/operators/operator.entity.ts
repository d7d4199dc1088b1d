import { BooleanColumn, IntColumn, SearchKey, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A person who runs the platform. */
@Entity('operators')
export class Operator extends StoredEntity {
  @TextColumn(320)
  email: string;

  @TextColumn(200)
  name: string;

  @BooleanColumn()
  active: boolean;

  @TextColumn(200)
  passwordHash: string;

  /** It was made up, and shown to whoever made the operator; a password of their own ends that. */
  @BooleanColumn()
  madePassword: boolean;

  /** Access tokens signed with an older one are refused. */
  @IntColumn()
  tokenVersion: number;

  @SearchKey('email', 'name')
  declare readonly searchKey: string;
}
