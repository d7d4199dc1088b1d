import type { ProvisioningContext, ProvisioningStep } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { TenantDirectory } from '../rows/directory.port.js';
import { DirectoryKeeper } from '../users/directory-keeper.js';

/** Enters the new tenant's users in the directory. */
@Injectable()
export class DirectoryStep implements ProvisioningStep {
  readonly name = 'directory';

  constructor(
    private readonly keeper: DirectoryKeeper,
    private readonly directory: TenantDirectory,
  ) {}

  run(): Promise<void> {
    return this.keeper.reconcile();
  }

  undo({ tenant }: ProvisioningContext): Promise<void> {
    return this.directory.replace(tenant.id, []);
  }
}
