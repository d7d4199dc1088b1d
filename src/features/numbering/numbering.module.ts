import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { Counter } from './counter.entity.js';
import { NumberingService } from './numbering.service.js';

/** Series of numbers for whatever gives its documents one. */
@Module({
  imports: [TenantModule.forFeature([Counter])],
  providers: [NumberingService],
  exports: [NumberingService],
})
export class NumberingModule {}
