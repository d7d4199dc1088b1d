import { PROVISIONING_STEPS, type ProvisioningStep } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { AccountingModule } from '../features/accounting/accounting.module.js';
import { ChartStep } from '../features/accounting/chart/chart.step.js';
import { CompanyModule } from '../features/company/company.module.js';
import { CompanyStep } from '../features/company/company.step.js';
import { LocationStep } from '../features/locations/location.step.js';
import { LocationsModule } from '../features/locations/locations.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { DirectoryStep } from '../identity/provisioning/directory.step.js';
import { FirstAdministratorStep } from '../identity/provisioning/first-administrator.step.js';

/** What happens in a new tenant's store before its doors open, in this order. */
@Module({
  imports: [AccountingModule, CompanyModule, IdentityModule, LocationsModule],
  providers: [
    {
      provide: PROVISIONING_STEPS,
      inject: [CompanyStep, LocationStep, ChartStep, FirstAdministratorStep, DirectoryStep],
      useFactory: (...steps: ProvisioningStep[]) => steps,
    },
  ],
})
export class ProvisioningModule {}
