import { TenantModule } from '@tenantry/nest';
import { Global, Module } from '@nestjs/common';
import { AuditInit1763000040000 } from '../../../migrations/tenant/identity/1763000040000-audit-init.js';
import { AuditController } from './audit.controller.js';
import { AuditTally } from './audit-tally.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditService } from './audit.service.js';

@Global()
@Module({
  imports: [TenantModule.forFeature([AuditEntry], { migrations: [AuditInit1763000040000] })],
  controllers: [AuditController],
  providers: [AuditService, AuditTally],
  exports: [AuditService, AuditTally],
})
export class AuditModule {}
