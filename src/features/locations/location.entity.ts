import {
  BooleanColumn,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

export const LOCATION_KINDS = [
  'store',
  'branch',
  'warehouse',
  'office',
  'hospital',
  'clinic',
  'region',
] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

/** Kinds that only group others: nothing is sold there. */
export const WITHOUT_SALES: readonly LocationKind[] = ['region'];

/** A place the company works at, in a tree of places. */
@Entity('locations')
export class Location extends StoredEntity {
  @TextColumn(40)
  code: string;

  @TextColumn(200)
  name: string;

  @TextColumn(20)
  kind: LocationKind;

  @UuidColumn({ nullable: true })
  parentId: string | null = null;

  @TextColumn(500, { nullable: true })
  address: string | null = null;

  @BooleanColumn({ default: true })
  active: boolean = true;

  @SearchKey('code', 'name', 'address')
  declare readonly searchKey: string;

  @SortKeyOf('code')
  declare readonly codeKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;
}
