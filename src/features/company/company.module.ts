import { TenantModule } from '@app/tenancy';
import { Module } from '@nestjs/common';
import { CompanyInit1763000050000 } from '../../../migrations/tenant/company/1763000050000-company-init.js';
import { CompanySettings } from './company-settings.entity.js';
import { CompanyService } from './company.service.js';

/** Who the company is: name, currency, time zone, branding, legal data. */
@Module({
  imports: [TenantModule.forFeature([CompanySettings], { migrations: [CompanyInit1763000050000] })],
  providers: [CompanyService],
  exports: [CompanyService],
})
export class CompanyModule {}
