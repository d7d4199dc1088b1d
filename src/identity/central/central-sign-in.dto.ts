import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { SignInInput } from '../../http/sign-in/sign-in.dto.js';
import { IsText } from '../../kernel/input/text.validators.js';
import { SignedIn } from '../auth/auth.dto.js';

export class CentralSignInInput extends SignInInput {
  /** Its slug; chooses among several. */
  @ApiPropertyOptional({ example: 'acme' })
  @IsOptional()
  @IsText(40)
  tenant?: string;
}

export class TenantChoice {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'acme' }) slug: string;
  @ApiProperty({ example: 'Acme Ltd' }) name: string;
  @ApiProperty({ example: 'https://acme.app.example.com' }) url: string;
}

export class SignedInCentrally extends SignedIn {
  @ApiProperty({ type: TenantChoice, description: 'Go on at its `url`.' }) tenant: TenantChoice;
}

export class SeveralTenants {
  @ApiProperty({ type: [TenantChoice], description: 'Sign in again with the slug of one as `tenant`.' })
  tenants: TenantChoice[];
}
