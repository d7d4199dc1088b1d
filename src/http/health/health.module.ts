import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ControlDatabaseIndicator } from './control-database.indicator.js';
import { HealthController } from './health.controller.js';

@Module({
  imports: [TerminusModule.forRoot({ errorLogStyle: 'json' })],
  controllers: [HealthController],
  providers: [ControlDatabaseIndicator],
})
export class HealthModule {}
