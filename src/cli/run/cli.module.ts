import { InjectControlDataSource } from '@tenantry/nest';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppModule } from '../../app.module.js';
import type { AppConfig } from '../../config/config.js';
import { HardeningDoctor } from '../checks/hardening.js';
import { ProgramDoctor } from '../checks/program-doctor.js';

/** The control database, for commands that look at it as a database. */
@Injectable()
export class ControlDatabase {
  constructor(@InjectControlDataSource() readonly dataSource: DataSource) {}
}

/** The program's services, and what only commands need. */
@Module({ providers: [ControlDatabase, HardeningDoctor, ProgramDoctor] })
export class CliModule {
  static with(config: AppConfig): DynamicModule {
    return { module: CliModule, imports: [AppModule.with(config)] };
  }
}
