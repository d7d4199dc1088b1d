import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsEmailAddress, IsNewPassword } from '../../http/sign-in/credential.validators.js';
import { USER_ROLES, type UserRole } from '../../kernel/rights/principal.js';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { IsLine } from '../../kernel/input/text.validators.js';
import { IsLocationIds } from '../places/location-ids.validator.js';
import { trimmed } from '../users/user.dto.js';
import { type Invitation, INVITATION_STATUSES, type InvitationStatus } from '../rows/invitation.entity.js';

export class NewInvitationInput {
  @ApiProperty({ example: 'pat@acme.example' })
  @IsEmailAddress()
  email: string;

  @ApiProperty({ enum: USER_ROLES, example: 'accountant' })
  @IsIn(USER_ROLES)
  role: UserRole;

  @ApiPropertyOptional({ example: 'Pat Pound' })
  @IsOptional()
  @trimmed()
  @IsLine(200)
  name?: string;

  @IsLocationIds()
  locationIds?: string[];
}

export class AcceptInvitationInput {
  @ApiProperty({
    description: 'From the link in the mail',
    example: 'q0wGx6l6v2s3Jc0h6t1g0Q',
  })
  @MaxLength(200)
  @IsString()
  token: string;

  @ApiPropertyOptional({ description: 'Default: the name in the invitation', example: 'Pat Pound' })
  @IsOptional()
  @trimmed()
  @IsLine(200)
  name?: string;

  @ApiProperty({ description: '10 to 200 characters', example: 'correct horse battery' })
  @IsNewPassword()
  password: string;
}

export class InvitationQuery extends PageQuery {
  @ApiPropertyOptional({ enum: INVITATION_STATUSES })
  @IsOptional()
  @IsIn(INVITATION_STATUSES)
  status?: InvitationStatus;
}

export class InvitationView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'pat@acme.example' }) email: string;
  @ApiProperty({ enum: USER_ROLES, example: 'accountant' }) role: UserRole;
  @ApiProperty({ type: String, nullable: true, example: 'Pat Pound' }) name: string | null;
  @ApiProperty({ type: [String], format: 'uuid', example: [] }) locationIds: string[];
  @ApiProperty({ enum: INVITATION_STATUSES, example: 'pending' }) status: InvitationStatus;
  @ApiProperty({ type: Date }) expiresAt: Date;
  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'Null: the mail could not be sent; send it again.',
  })
  sentAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) acceptedAt: Date | null;
  @ApiProperty({ type: Date }) createdAt: Date;
  @ApiProperty({ type: Date }) updatedAt: Date;
  @ApiProperty({ example: 1 }) version: number;
}

export class InvitationPage {
  @ApiProperty({ type: [InvitationView] }) items: InvitationView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export const invitationView = (invitation: Invitation, now: Date): InvitationView => ({
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  name: invitation.name,
  locationIds: invitation.locationIds,
  status: invitation.statusAt(now),
  expiresAt: invitation.expiresAt,
  sentAt: invitation.sentAt,
  acceptedAt: invitation.acceptedAt,
  createdAt: invitation.createdAt,
  updatedAt: invitation.updatedAt,
  version: invitation.version,
});
