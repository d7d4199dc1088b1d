import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { IdempotencyInit1763000110000 } from '../../../migrations/tenant/idempotency/1763000110000-idempotency-init.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { IdempotencyService } from './idempotency.service.js';

/** `@Idempotent()` for POSTs that must not be carried out twice. */
@Module({
  imports: [TenantModule.forFeature([IdempotencyKey], { migrations: [IdempotencyInit1763000110000] })],
  providers: [IdempotencyService],
  exports: [IdempotencyService],
})
export class IdempotencyModule {}
