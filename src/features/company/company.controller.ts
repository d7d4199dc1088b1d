import { Tenancy } from '@tenantry/nest';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiExample, ApiProblems, Permission, Plane, Public, WholeCompany } from '../platform.js';
import { CompanyPatchDto, CompanySettingsDto, TenantCardDto } from './company.dto.js';
import { CompanyService } from './company.service.js';
import type { Company } from './company.js';

@ApiTags('Company')
@Plane('tenant')
@Controller('tenant')
export class CompanyController {
  constructor(
    private readonly company: CompanyService,
    private readonly tenancy: Tenancy,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Who this host belongs to: the card a sign-in page shows' })
  @ApiOkResponse({ type: TenantCardDto })
  async card(): Promise<TenantCardDto> {
    const { name, branding } = await this.company.get();
    return { slug: this.tenancy.current().slug, name, branding };
  }

  @Get('settings')
  @Permission('settings', 'read')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Settings of the company' })
  @ApiOkResponse({ type: CompanySettingsDto })
  async settings(): Promise<CompanySettingsDto> {
    return this.shown(await this.company.get());
  }

  @Patch('settings')
  @Permission('settings', 'write')
  @WholeCompany()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Change settings; fields left out stay as they are' })
  @ApiOkResponse({ type: CompanySettingsDto })
  @ApiProblems('validation_failed', 'version_conflict', 'currency_fixed')
  @ApiExample(CompanyPatchDto, {
    timeZone: 'Europe/London',
    country: 'GB',
    branding: { color: '#1a7f5a' },
    legal: { legalName: 'Acme Trading Ltd', taxNumber: 'GB980780684' },
  })
  async change(@Body() change: CompanyPatchDto): Promise<CompanySettingsDto> {
    return this.shown(await this.company.update(change));
  }

  private shown(company: Company): CompanySettingsDto {
    const { slug, maxUsers, plan, multiLocation } = this.tenancy.current();
    return new CompanySettingsDto({ slug, maxUsers, plan, features: { multiLocation } }, company);
  }
}
