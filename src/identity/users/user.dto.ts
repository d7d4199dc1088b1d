import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { IsEmailAddress, IsNewPassword } from '../../http/sign-in/credential.validators.js';
import { USER_ROLES, type UserRole } from '../../kernel/rights/principal.js';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { Flag } from '../../kernel/input/flag.transform.js';
import { IsLine, IsVersion } from '../../kernel/input/text.validators.js';
import { IsLocationIds } from '../places/location-ids.validator.js';
import type { User } from '../rows/user.entity.js';

export const trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class NewUserInput {
  @ApiProperty({ example: 'sam@acme.example' })
  @IsEmailAddress()
  email: string;

  @ApiProperty({ example: 'Sam Seller' })
  @trimmed()
  @IsLine(200)
  name: string;

  @ApiProperty({ enum: USER_ROLES, example: 'sales' })
  @IsIn(USER_ROLES)
  role: UserRole;

  @ApiPropertyOptional({ example: true, default: true })
  @IsOptional()
  @IsBoolean()
  active?: boolean;

  @IsLocationIds()
  locationIds?: string[];

  @ApiPropertyOptional({
    description: '10 to 200 characters; without it the user gets a mail to choose one',
    example: 'correct horse battery',
  })
  @IsOptional()
  @IsNewPassword()
  password?: string;
}

export class UserChangeInput extends PartialType(OmitType(NewUserInput, ['email', 'password'] as const)) {
  @ApiPropertyOptional({ description: 'Refuses the change when somebody else made one since', example: 1 })
  @IsVersion()
  version?: number;
}

export class UserQuery extends PageQuery {
  @ApiPropertyOptional({ enum: USER_ROLES })
  @IsOptional()
  @IsIn(USER_ROLES)
  role?: UserRole;

  @ApiPropertyOptional()
  @IsOptional()
  @Flag()
  @IsBoolean()
  active?: boolean;
}

export class UserView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'sam@acme.example' }) email: string;
  @ApiProperty({ example: 'Sam Seller' }) name: string;
  @ApiProperty({ enum: USER_ROLES, example: 'sales' }) role: UserRole;
  @ApiProperty({ example: true }) active: boolean;
  @ApiProperty({ type: [String], format: 'uuid', example: [] }) locationIds: string[];
  @ApiProperty({ type: Date }) createdAt: Date;
  @ApiProperty({ type: Date }) updatedAt: Date;
  @ApiProperty({ example: 1 }) version: number;
}

export class UserPage {
  @ApiProperty({ type: [UserView] }) items: UserView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export const userView = (user: User): UserView => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  active: user.active,
  locationIds: user.locationIds,
  createdAt: user.createdAt,
  updatedAt: user.updatedAt,
  version: user.version,
});
