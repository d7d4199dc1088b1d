import { BooleanColumn, IntColumn, SearchKey, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { UserRole } from '../../kernel/rights/principal.js';

/** A person of the tenant. Never deleted, for the books name them: a user who left is not active. */
@Entity('users')
export class User extends StoredEntity {
  @TextColumn(320)
  email: string;

  @TextColumn(200)
  name: string;

  @TextColumn(20)
  role: UserRole;

  @BooleanColumn()
  active: boolean;

  @TextColumn(200)
  passwordHash: string;

  /** Access tokens signed with an older one are refused. */
  @IntColumn()
  tokenVersion: number;

  @SearchKey('email', 'name')
  declare readonly searchKey: string;

  /** Not a column: UserPlaces fills it in. */
  locationIds: string[] = [];
}
