import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { Flag, IsCode, IsLine, IsOmittable, IsText, IsVersion, PageQuery, type Shows } from '../platform.js';
import { type Location, LOCATION_KINDS, type LocationKind } from './location.entity.js';

export class LocationCreateDto {
  /** Short name, unique. @example "MAD-1" */
  @IsCode(40)
  code: string;

  /** @example "Madrid, Gran Vía" */
  @IsLine(200)
  name: string;

  /** Default: store. @example "store" */
  @IsOmittable()
  @IsIn(LOCATION_KINDS)
  kind?: LocationKind;

  /** The place it belongs to; null or left out: none. @example null */
  @IsOptional()
  @IsUUID()
  parentId?: string | null;

  /** @example "Gran Vía 1, 28013 Madrid" */
  @IsOptional()
  @IsText(500, 0)
  address?: string | null;

  /** Inactive places take no new documents. @example true */
  @IsOmittable()
  @IsBoolean()
  active?: boolean;
}

export class LocationPatchDto extends PartialType(LocationCreateDto, { skipNullProperties: false }) {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsVersion()
  version?: number;
}

export class LocationQuery extends PageQuery {
  @IsOptional()
  @IsIn(LOCATION_KINDS)
  kind?: LocationKind;

  @IsOptional()
  @Flag()
  @IsBoolean()
  active?: boolean;

  /** Places directly below this one. */
  @IsOptional()
  @IsUUID()
  parentId?: string;
}

export class LocationDto implements Shows<Location> {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  id: string;
  /** @example "MAD-1" */
  code: string;
  /** @example "Madrid, Gran Vía" */
  name: string;
  /** @example "store" */
  kind: LocationKind;
  /** @example null */
  parentId: string | null;
  /** @example "Gran Vía 1, 28013 Madrid" */
  address: string | null;
  /** @example true */
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of(location: Location): LocationDto {
    return {
      id: location.id,
      code: location.code,
      name: location.name,
      kind: location.kind,
      parentId: location.parentId,
      address: location.address,
      active: location.active,
      createdAt: location.createdAt,
      updatedAt: location.updatedAt,
      version: location.version,
    };
  }
}

/** A place with the places below it. */
export class LocationNodeDto extends LocationDto {
  children: LocationNodeDto[];
}

export class LocationTreeDto {
  items: LocationNodeDto[];
}

export class LocationPageDto {
  items: LocationDto[];
  /** @example null */
  nextCursor: string | null;
}
