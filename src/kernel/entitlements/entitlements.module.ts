import { Global, Module } from '@nestjs/common';
import { Entitlements } from './entitlements.js';
import { ModuleFeatures } from './module-features.js';

/** Every module may ask what the company has. */
@Global()
@Module({ providers: [Entitlements, ModuleFeatures], exports: [Entitlements, ModuleFeatures] })
export class EntitlementsModule {}
