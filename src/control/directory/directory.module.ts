import { TenantModule } from '@tenantry/nest';
import { Global, Module } from '@nestjs/common';
import { DirectoryInit1763000010000 } from '../../../migrations/control/1763000010000-directory-init.js';
import { DirectoryInactive1763003000000 } from '../../../migrations/control/1763003000000-directory-inactive.js';
import { TenantDirectory } from '../../identity/rows/directory.port.js';
import { ControlDirectory } from './control-directory.js';
import { DirectoryEntry } from './directory-entry.entity.js';

/** Gives identity the directory it asks for, without either knowing the other's tables. */
@Global()
@Module({
  imports: [
    TenantModule.forControl([DirectoryEntry], {
      migrations: [DirectoryInit1763000010000, DirectoryInactive1763003000000],
    }),
  ],
  providers: [ControlDirectory, { provide: TenantDirectory, useExisting: ControlDirectory }],
  exports: [ControlDirectory, TenantDirectory],
})
export class DirectoryModule {}
