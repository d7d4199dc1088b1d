import { PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../../http/pagination.js';
import { type Location, LOCATION_KINDS, type LocationKind } from './location.entity.js';

export class LocationCreateDto {
  /** Short name, unique. @example "MAD-1" */
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u, {
    message: '$property must be 1 to 40 letters, digits or . _ / -, without spaces',
  })
  code: string;

  /** @example "Madrid, Gran Vía" */
  @IsString()
  @Length(1, 200)
  name: string;

  /** @example "store" */
  @IsIn(LOCATION_KINDS)
  kind: LocationKind;

  /** The place it belongs to; null or left out: none. @example null */
  @IsOptional()
  @IsUUID()
  parentId?: string | null;

  /** @example "Gran Vía 1, 28013 Madrid" */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  address?: string | null;

  /** Inactive places take no new documents. @example true */
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}

export class LocationPatchDto extends PartialType(LocationCreateDto, { skipNullProperties: false }) {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsOptional()
  @IsInt()
  version?: number;
}

export class LocationQuery extends PageQuery {
  @IsOptional()
  @IsIn(LOCATION_KINDS)
  kind?: LocationKind;

  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  active?: boolean;

  /** Places directly below this one. */
  @IsOptional()
  @IsUUID()
  parentId?: string;
}

export class LocationDto {
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

  constructor({ id, code, name, kind, parentId, address, active, createdAt, updatedAt, version }: Location) {
    Object.assign(this, { id, code, name, kind, parentId, address, active, createdAt, updatedAt, version });
  }
}

/** A place with the places below it. */
export class LocationNodeDto extends LocationDto {
  children: LocationNodeDto[];
}

export class LocationPageDto {
  items: LocationDto[];
  /** @example null */
  nextCursor: string | null;
}
