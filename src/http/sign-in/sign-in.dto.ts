import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IsEmailToFind, MAX_PASSWORD } from './credential.validators.js';
import { ACCESS_TOKEN_SECONDS } from '../sessions/token-key.js';

export class SignInInput {
  @ApiProperty({ example: 'owner@acme.example' })
  @IsEmailToFind()
  email: string;

  @ApiProperty({ example: 'correct horse battery' })
  @MaxLength(MAX_PASSWORD)
  @IsString()
  password: string;
}

export class RefreshInput {
  /** The newest refresh token of the session. */
  @ApiProperty({ example: '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10.AZnhxH0ceo6dVQ9qPBsqED1m…' })
  @MaxLength(200)
  @IsString()
  refreshToken: string;
}

export class LogoutInput {
  /** Default: the session of the access token. */
  @ApiPropertyOptional({ example: '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10.AZnhxH0ceo6dVQ9qPBsqED1m…' })
  @IsOptional()
  @MaxLength(200)
  @IsString()
  refreshToken?: string;
}

/** What a client needs to go on. The refresh token is good for one use. */
export class TokenPair {
  @ApiProperty({ description: 'Send it as `Authorization: Bearer …`.' })
  accessToken: string;

  @ApiProperty({
    description: 'Good for one use within 30 days; used again within 30 seconds it gives the same new one.',
  })
  refreshToken: string;

  @ApiProperty({ description: 'Seconds until the access token expires.', example: ACCESS_TOKEN_SECONDS })
  expiresIn: number;
}

export class Done {
  @ApiProperty({ example: true })
  done: boolean;
}

export const DONE: Done = { done: true };
