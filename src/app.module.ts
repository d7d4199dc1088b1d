import { type DynamicModule, Module } from '@nestjs/common';

/** The whole program: one line per feature module. */
@Module({})
export class AppModule {
  static with(): DynamicModule {
    return { module: AppModule, imports: [] };
  }
}
