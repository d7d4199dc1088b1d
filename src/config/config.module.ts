import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule } from '@nestjs/config';
import { AppConfig } from './config.js';

/** The settings, for injection by class, and by name through Nest's ConfigService. */
@Global()
@Module({ exports: [AppConfig] })
export class ConfigModule {
  static with(config: AppConfig): DynamicModule {
    const byName = NestConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      skipProcessEnv: true,
      load: [() => Object.fromEntries(Object.entries(config))],
    });
    return {
      module: ConfigModule,
      imports: [byName],
      providers: [{ provide: AppConfig, useValue: config }],
    };
  }
}
