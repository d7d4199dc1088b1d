import { TenantModule } from '@tenantry/nest';
import { Global, Module } from '@nestjs/common';
import { OperatorAuditInit1763000020000 } from '../../../migrations/control/1763000020000-operator-audit-init.js';
import { AuditEntry } from '../../identity/audit/audit-entry.entity.js';
import { OperatorAudit } from './operator-audit.js';
import { OperatorAuditController } from './operator-audit.controller.js';

@Global()
@Module({
  imports: [TenantModule.forControl([AuditEntry], { migrations: [OperatorAuditInit1763000020000] })],
  controllers: [OperatorAuditController],
  providers: [OperatorAudit],
  exports: [OperatorAudit],
})
export class OperatorAuditModule {}
