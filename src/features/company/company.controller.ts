import { Tenancy } from '@tenantry/nest';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { featuresOf, Operation, Plane, Public, WholeCompany } from '../platform.js';
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
  @Operation({ summary: 'Who this host belongs to: the card a sign-in page shows', answers: TenantCardDto })
  @Public()
  async card(): Promise<TenantCardDto> {
    const { name, branding } = await this.company.get();
    return { slug: this.tenancy.current().slug, name, branding };
  }

  @Get('settings')
  @Operation({ summary: 'Settings of the company', may: ['settings', 'read'], answers: CompanySettingsDto })
  async settings(): Promise<CompanySettingsDto> {
    return this.shown(await this.company.get());
  }

  @Patch('settings')
  @Operation({
    summary: 'Change settings; fields left out stay as they are',
    may: ['settings', 'write'],
    answers: CompanySettingsDto,
    example: {
      timeZone: 'Europe/London',
      country: 'GB',
      branding: { color: '#1a7f5a' },
      legal: { legalName: 'Acme Trading Ltd', taxNumber: 'GB980780684' },
    },
    refuses: ['validation_failed', 'version_conflict', 'currency_fixed', 'unknown_reference'],
  })
  @WholeCompany()
  async change(@Body() change: CompanyPatchDto): Promise<CompanySettingsDto> {
    return this.shown(await this.company.update(change));
  }

  private shown(company: Company): CompanySettingsDto {
    const { slug, data } = this.tenancy.current();
    const { maxUsers, plan } = data;
    return CompanySettingsDto.of({ slug, maxUsers, plan, features: featuresOf(data) }, company);
  }
}
