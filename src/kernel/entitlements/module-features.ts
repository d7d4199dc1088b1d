import { Injectable } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { FEATURE_OF_MODULE } from './feature-module.decorator.js';
import type { Feature } from './features.js';

type Class = Parameters<Reflector['get']>[1];

/** Which feature a controller belongs to, by the module that declares it. */
@Injectable()
export class ModuleFeatures {
  #features: ReadonlyMap<unknown, Feature> | undefined;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly reflector: Reflector,
  ) {}

  /** Undefined: everybody has it. */
  find(controller: unknown): Feature | undefined {
    this.#features ??= this.read();
    return this.#features.get(controller);
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
