import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { IsEmailAddress, IsNewPassword } from '../../http/auth/credential.validators.js';
import { TokenPair } from '../../http/auth/sign-in.dto.js';
import { PageQuery } from '../../http/pagination.js';
import { Flag } from '../../input/flag.transform.js';
import { IsText, IsVersion } from '../../input/text.validators.js';
import type { Operator } from './operator.entity.js';

export class NewOperatorInput {
  @ApiProperty({ example: 'robin@platform.example' })
  @IsEmailAddress()
  email: string;

  @ApiPropertyOptional({ description: 'Default: the e-mail address', example: 'Robin' })
  @IsOptional()
  @IsText(200)
  name?: string;

  @ApiPropertyOptional({
    description: 'Default: one is made and answered once',
    example: 'correct horse battery',
  })
  @IsOptional()
  @IsNewPassword()
  password?: string;
}

export class OperatorChangeInput {
  @ApiPropertyOptional({ example: 'Robin' })
  @IsOptional()
  @IsText(200)
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
  createdAt: operator.createdAt,
  updatedAt: operator.updatedAt,
  version: operator.version,
});
