import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { Flag, IsCode, IsLine, IsOmittable, IsVersion, PageQuery, type Shows } from '../../platform.js';
import { type Account, ACCOUNT_TYPES, type AccountRole, type AccountType } from '../rows/account.entity.js';

export class AccountCreateDto {
  /** Unique. @example "6150" */
  @IsCode(20)
  code: string;

  /** @example "Software" */
  @IsLine(200)
  name: string;

  /** @example "expense" */
  @IsIn(ACCOUNT_TYPES)
  type: AccountType;

  /** The account it belongs to, of the same type; null or left out: none. @example null */
  @IsOptional()
  @IsUUID()
  parentId?: string | null;

  /** Inactive accounts take no new entries. @example true */
  @IsOmittable()
  @IsBoolean()
  active?: boolean;
}

export class AccountPatchDto extends PartialType(AccountCreateDto, { skipNullProperties: false }) {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsVersion()
  version?: number;
}

export class AccountQuery extends PageQuery {
  @IsOptional()
  @IsIn(ACCOUNT_TYPES)
  type?: AccountType;

  @IsOptional()
  @Flag()
  @IsBoolean()
  active?: boolean;

  /** Accounts directly below this one. */
  @IsOptional()
  @IsUUID()
  parentId?: string;
}

export class AccountDto implements Shows<Account> {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  id: string;
  /** @example "1020" */
  code: string;
  /** @example "Bank" */
  name: string;
  /** @example "asset" */
  type: AccountType;
  /** @example null */
  parentId: string | null;
  /** What the program uses the account for by itself. @example "bank" */
  role: AccountRole | null;
  /** @example true */
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of(row: Account): AccountDto {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      type: row.type,
      parentId: row.parentId,
      role: row.role,
      active: row.active,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      version: row.version,
    };
  }
}

export class AccountPageDto {
  items: AccountDto[];
  /** @example null */
  nextCursor: string | null;
}
