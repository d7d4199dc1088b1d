import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ControlDatabaseIndicator } from './control-database.indicator.js';
import { DiskSpaceIndicator } from './disk-space.indicator.js';
import { ServedDomain } from './served-domain.js';
import { HealthController } from './health.controller.js';

@Module({
  imports: [TerminusModule.forRoot({ errorLogStyle: 'json' })],
  controllers: [HealthController],
  providers: [ControlDatabaseIndicator, DiskSpaceIndicator, ServedDomain],
})
export class HealthModule {}
