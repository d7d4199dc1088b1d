import { TenantModule } from '@tenantry/nest';
import { Global, Module } from '@nestjs/common';
import { CompanyInit1763000050000 } from '../../../migrations/tenant/company/1763000050000-company-init.js';
import { CompanyIssueDays1763002400000 } from '../../../migrations/tenant/company/1763002400000-company-issue-days.js';
import { CompanyCountry1763002400200 } from '../../../migrations/tenant/company/1763002400200-company-country.js';
import { FilesModule } from '../files/index.js';
import { CompanyLocale } from '../platform.js';
import { CompanySettings } from './company-settings.entity.js';
import { CompanyChecks } from './company-checks.js';
import { CompanyController } from './company.controller.js';
import { CompanyService } from './company.service.js';
import { CompanyStep } from './company.step.js';
import { SettingsLocale } from './settings-locale.js';
import { StoredAmounts } from './stored-amounts.js';

/** Who the company is: name, currency, time zone, branding, legal data. Global: identity asks it for the zone. */
@Global()
@Module({
  imports: [
    FilesModule,
    TenantModule.forFeature([CompanySettings], {
      migrations: [CompanyInit1763000050000, CompanyIssueDays1763002400000, CompanyCountry1763002400200],
    }),
  ],
  controllers: [CompanyController],
  providers: [
    CompanyChecks,
    CompanyService,
    CompanyStep,
    StoredAmounts,
    { provide: CompanyLocale, useClass: SettingsLocale },
  ],
  exports: [CompanyLocale, CompanyService, CompanyStep],
})
export class CompanyModule {}
