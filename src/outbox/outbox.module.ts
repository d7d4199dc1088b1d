import { TenantModule } from '@tenantry/nest';
import { OutboxEntry } from '@tenantry/nest/operator';
import { Module } from '@nestjs/common';
import { OutboxInit1763003100000 } from '../../migrations/tenant/outbox/1763003100000-outbox-init.js';
import { OutboxSweep } from './outbox-sweep.js';

/** The table of what leaves a tenant's store. */
@Module({
  imports: [TenantModule.forFeature([OutboxEntry], { migrations: [OutboxInit1763003100000] })],
  providers: [OutboxSweep],
})
export class OutboxModule {}
