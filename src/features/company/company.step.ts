import type { ProvisioningContext, ProvisioningStep } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { CompanyService } from './company.service.js';

/** Gives a new tenant its settings, from what was said when it was made. */
@Injectable()
export class CompanyStep implements ProvisioningStep {
  readonly name = 'company settings';

  constructor(private readonly company: CompanyService) {}

  async run({ tenant }: ProvisioningContext): Promise<void> {
    await this.company.create({ name: tenant.name, currency: tenant.data.currency, timeZone: 'UTC' });
  }
}
