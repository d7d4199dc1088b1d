import { BooleanColumn, IntColumn, StoredEntity, TextColumn } from '@app/tenancy';
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

  /** Access tokens signed with an older one are refused. */
  @IntColumn()
  tokenVersion: number;
}
