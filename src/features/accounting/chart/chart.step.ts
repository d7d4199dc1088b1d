import type { ProvisioningStep } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { AccountService } from './account.service.js';

/** Gives a new tenant the default chart of accounts. */
@Injectable()
export class ChartStep implements ProvisioningStep {
  readonly name = 'chart of accounts';

  constructor(private readonly accounts: AccountService) {}

  run(): Promise<void> {
    return this.accounts.createDefaults();
  }
}
