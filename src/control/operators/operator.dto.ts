import { ApiProperty, ApiPropertyOptional, IntersectionType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsEmailAddress, IsNewPassword, MAX_PASSWORD } from '../../http/sign-in/credential.validators.js';
import { TokenPair } from '../../http/sign-in/sign-in.dto.js';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { Flag } from '../../kernel/input/flag.transform.js';
import { IsLine, IsVersion } from '../../kernel/input/text.validators.js';
import type { Operator } from './operator.entity.js';

/** Changes to operators ask for the password of the one who makes them. */
export class OperatorProofInput {
  @ApiProperty({ description: 'Your own password', example: 'correct horse battery' })
  @MaxLength(MAX_PASSWORD)
  @IsString()
  currentPassword: string;
}

export class NewOperatorInput {
  @ApiProperty({ example: 'robin@platform.example' })
  @IsEmailAddress()
  email: string;

  @ApiPropertyOptional({ description: 'Default: the e-mail address', example: 'Robin' })
  @IsOptional()
  @IsLine(200)
  name?: string;

  @ApiPropertyOptional({
    description: 'Default: one is made and answered once',
    example: 'correct horse battery',
  })
  @IsOptional()
  @IsNewPassword()
  password?: string;
}

export class ProvedNewOperatorInput extends IntersectionType(NewOperatorInput, OperatorProofInput) {}

/** For the command line. */
export class PasswordOfOperatorInput extends PickType(NewOperatorInput, ['email', 'password']) {}

export class OperatorChangeInput {
  @ApiPropertyOptional({ example: 'Robin' })
  @IsOptional()
  @IsLine(200)
  name?: string;

  /** False signs the operator out everywhere. */
  @ApiPropertyOptional({ example: true })
  @IsOptional()
  @IsBoolean()
  active?: boolean;

  /** Signs the operator out everywhere. */
  @ApiPropertyOptional({ example: 'another horse battery' })
  @IsOptional()
  @IsNewPassword()
  password?: string;

  @ApiPropertyOptional({ description: 'Refuses the change when somebody else made one since', example: 1 })
  @IsVersion()
  version?: number;
}

export class ProvedOperatorChangeInput extends IntersectionType(OperatorChangeInput, OperatorProofInput) {}

export class OperatorQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @Flag()
  @IsBoolean()
  active?: boolean;
}

export class OperatorMe {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'robin@platform.example' }) email: string;
  @ApiProperty({ example: 'Robin' }) name: string;
  @ApiProperty({ example: 'operator' }) role: 'operator';
}

export class SignedInOperator extends TokenPair {
  @ApiProperty({ type: OperatorMe }) user: OperatorMe;
}

export class OperatorView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'robin@platform.example' }) email: string;
  @ApiProperty({ example: 'Robin' }) name: string;
  @ApiProperty({ example: true }) active: boolean;
  @ApiProperty({ description: 'Still signs in with the password that was made up', example: false })
  madePassword: boolean;
  @ApiProperty({ type: Date }) createdAt: Date;
  @ApiProperty({ type: Date }) updatedAt: Date;
  @ApiProperty({ example: 1 }) version: number;
}

export class NewOperatorView extends OperatorView {
  @ApiPropertyOptional({ description: 'Only when it was made here; it is not shown again.' })
  password?: string;
}

export class OperatorPage {
  @ApiProperty({ type: [OperatorView] }) items: OperatorView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export const operatorMe = ({ id, email, name }: Pick<OperatorMe, 'id' | 'email' | 'name'>): OperatorMe => ({
  id,
  email,
  name,
  role: 'operator',
});

export const operatorView = (operator: Operator): OperatorView => ({
  id: operator.id,
  email: operator.email,
  name: operator.name,
  active: operator.active,
  madePassword: operator.madePassword,
  createdAt: operator.createdAt,
  updatedAt: operator.updatedAt,
  version: operator.version,
});
