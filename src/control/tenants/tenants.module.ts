import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { ServersModule } from '../servers/servers.module.js';
import { ConnectionService } from '../connection/connection.service.js';
import { OperationService } from './operation.service.js';
import { OperationsController } from './operations.controller.js';
import { TenantService } from './tenant.service.js';
import { TenantsController } from './tenants.controller.js';

/** Companies on the platform: create, look at, change, suspend; and the long jobs on them. */
@Module({
  imports: [DirectoryModule, ServersModule],
  controllers: [TenantsController, OperationsController],
  providers: [ConnectionService, OperationService, TenantService],
  exports: [ConnectionService, OperationService, TenantService],
})
export class TenantsModule {}
