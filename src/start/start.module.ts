import { Module } from '@nestjs/common';
import { OperatorsModule } from '../control/operators/operators.module.js';
import { SeedModule } from '../seed/seed.module.js';
import { ServerStart } from './server-start.js';

@Module({ imports: [OperatorsModule, SeedModule], providers: [ServerStart] })
export class StartModule {}
