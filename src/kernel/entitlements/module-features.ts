import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { FEATURE_OF_MODULE } from './feature-module.decorator.js';
import { FeatureNotEnabledError } from './entitlement.errors.js';
import { type Feature, isOn } from './features.js';

type Class = Parameters<Reflector['get']>[1];

/** Which feature a controller belongs to, by the module that declares it. */
@Injectable()
export class ModuleFeatures {
  #features: ReadonlyMap<unknown, Feature> | undefined;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly reflector: Reflector,
    private readonly tenancy: Tenancy,
  ) {}

  /** Undefined: everybody has it. */
  find(controller: unknown): Feature | undefined {
    this.#features ??= this.read();
    return this.#features.get(controller);
  }

  /** Throws FeatureNotEnabledError where the company at hand, if there is one, lacks the feature. */
  assertOpen(feature: Feature | undefined): void {
    const tenant = feature && this.tenancy.find();
    if (tenant && !isOn(tenant.data, feature)) throw new FeatureNotEnabledError(feature);
  }

  private read(): ReadonlyMap<unknown, Feature> {
    const found = new Map<unknown, Feature>();
    for (const { metatype, controllers } of this.modules.values()) {
      const feature = this.reflector.get<Feature | undefined>(FEATURE_OF_MODULE, metatype as Class);
      if (feature) for (const controller of controllers.values()) found.set(controller.metatype, feature);
    }
    return found;
  }
}
