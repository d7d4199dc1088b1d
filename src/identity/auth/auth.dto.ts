import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsEmailToFind, IsNewPassword, MAX_PASSWORD } from '../../http/sign-in/credential.validators.js';
import { USER_ROLES, type UserRole } from '../../kernel/rights/principal.js';
import { TokenPair } from '../../http/sign-in/sign-in.dto.js';
import { UserView } from '../users/user.dto.js';

export class Me extends PickType(UserView, ['id', 'email', 'name', 'role', 'active'] as const) {}

export class TenantOfMe {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'acme' }) slug: string;
  @ApiProperty({ example: 'Acme Ltd' }) name: string;
}

export class MeView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'owner@acme.example' }) email: string;
  @ApiProperty({ example: 'Ann Owner' }) name: string;
  @ApiProperty({ enum: USER_ROLES, example: 'owner' }) role: UserRole;
  @ApiProperty({ example: true }) active: boolean;
  @ApiProperty({ type: TenantOfMe }) tenant: TenantOfMe;
  @ApiProperty({
    description: 'By area, what the role may do there; areas that are not named are closed to it.',
    type: 'object',
    additionalProperties: { type: 'string', enum: ['read', 'write'] },
    example: { sales: 'write', taxRates: 'read' },
  })
  rights: Record<string, 'read' | 'write'>;
  @ApiProperty({
    description: 'What the company has switched on, by name',
    type: 'object',
    additionalProperties: { type: 'boolean' },
    example: { multiLocation: true, sales: true },
  })
  features: Record<string, boolean>;
  @ApiProperty({ description: "The company's, by IANA", example: 'Europe/London' }) timeZone: string;
  @ApiProperty({ description: 'BCP 47', example: 'en-GB' }) locale: string;
}

export class SignedIn extends TokenPair {
  @ApiProperty({ type: Me }) user: Me;
}

export class ForgotPasswordInput {
  @ApiProperty({ example: 'owner@acme.example' })
  @IsEmailToFind()
  email: string;
}

export class ResetPasswordInput {
  @ApiProperty({
    description: 'From the link in the mail',
    example: 'q0wGx6l6v2s3Jc0h6t1g0Q',
  })
  @MaxLength(200)
  @IsString()
  token: string;

  @ApiProperty({ description: '10 to 200 characters', example: 'another horse battery' })
  @IsNewPassword()
  password: string;
}

export class ChangePasswordInput {
  @ApiProperty({ example: 'correct horse battery' })
  @MaxLength(MAX_PASSWORD)
  @IsString()
  currentPassword: string;

  @ApiProperty({ description: '10 to 200 characters', example: 'another horse battery' })
  @IsNewPassword()
  newPassword: string;
}
