import { TENANT_STATUSES, type TenantStatus } from '@tenantry/nest';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmailToFind } from '../../http/sign-in/credential.validators.js';
import { USER_ROLES, type UserRole } from '../../kernel/rights/principal.js';

export class DirectoryQuery {
  @ApiProperty({ example: 'owner@acme.example' })
  @IsEmailToFind()
  email: string;
}

export class CompanyOfPerson {
  @ApiProperty({ example: 'acme' }) slug: string;
  @ApiProperty({ example: 'Acme Trading' }) name: string;
  @ApiProperty({ enum: TENANT_STATUSES, example: 'active' }) status: TenantStatus;
}

export class PersonView {
  @ApiProperty({ type: CompanyOfPerson }) tenant: CompanyOfPerson;
  @ApiProperty({
    enum: USER_ROLES,
    nullable: true,
    description: 'null: the store could not be asked',
    example: 'owner',
  })
  role: UserRole | null;
  @ApiProperty({ example: true }) active: boolean;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'For a while, by failed sign-ins; null: the store could not be asked',
    example: false,
  })
  locked: boolean | null;
}

export class PeoplePage {
  @ApiProperty({ type: [PersonView] }) items: PersonView[];
}
