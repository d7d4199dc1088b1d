import { Module } from '@nestjs/common';
import { OperatorsModule } from '../control/operators/operators.module.js';
import { SeedModule } from '../seed/seed.module.js';
import { ControlSchema } from './control-schema.js';
import { ServerStart } from './server-start.js';

@Module({ imports: [OperatorsModule, SeedModule], providers: [ControlSchema, ServerStart] })
export class StartModule {}
