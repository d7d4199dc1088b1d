import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Feature } from '../entitlements/features.js';
import { ModuleFeatures } from '../entitlements/module-features.js';
import type { UserRole } from '../rights/principal.js';
import { PUBLIC_ROUTE } from '../rights/public.decorator.js';
import { ROUTE_ROLES } from '../rights/roles.decorator.js';
import { WHOLE_COMPANY } from '../rights/whole-company.decorator.js';
import { PLANE, type PlaneName } from '../request/plane.decorator.js';
import type { ProblemCode } from '../problem/problem.statuses.js';
import { refusalsOf } from './refuses.decorator.js';

export type ModuleClass = abstract new (...dependencies: never[]) => unknown;
type Handler = (...input: never[]) => unknown;

/** What the guards know of an operation, for its document. */
export interface OperationFacts {
  /** Needs no sign-in. */
  readonly open: boolean;
  /** Who may; undefined: everybody who is signed in. */
  readonly roles?: readonly UserRole[];
  /** Closed to those who are bound to places. */
  readonly wholeCompany: boolean;
  /** How it refuses by itself, whatever stands around it. */
  readonly refuses: readonly ProblemCode[];
  /** Not there for companies without its module. */
  readonly ofFeature: boolean;
}

export interface PlaneOperations {
  readonly modules: ModuleClass[];
  /** By operation id. */
  readonly facts: ReadonlyMap<string, OperationFacts>;
}

/** The name of an operation in a document, unique in its plane. */
export const operationId = (controller: string, handler: string): string => `${controller}_${handler}`;

/** The routes of one plane; those without a plane (health) are on every one. Without the modules that are off. */
export function planeOperations(
  app: NestFastifyApplication,
  plane: PlaneName,
  off: readonly Feature[] = [],
): PlaneOperations {
  const features = app.get(ModuleFeatures, { strict: false });
  const facts = new Map<string, OperationFacts>();
  const modules = new Set<ModuleClass>();
  for (const { metatype: module, controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (!metatype) continue;
      const feature = features.find(metatype);
      if (feature && off.includes(feature)) continue;
      for (const [id, fact] of factsOf(metatype as Handler, plane, feature)) {
        facts.set(id, fact);
        modules.add(module);
      }
    }
  }
  return { modules: [...modules], facts };
}

function factsOf(
  controller: Handler,
  plane: PlaneName,
  feature: Feature | undefined,
): [string, OperationFacts][] {
  const reflector = new Reflector();
  const prototype = controller.prototype as Record<string, Handler>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = name === 'constructor' ? undefined : prototype[name];
    if (typeof handler !== 'function') return [];
    const told = (key: string): unknown => reflector.getAllAndOverride(key, [handler, controller]);
    const own = told(PLANE);
    if (own !== undefined && own !== plane) return [];
    const fact = {
      open: told(PUBLIC_ROUTE) === true,
      roles: told(ROUTE_ROLES) as UserRole[] | undefined,
      wholeCompany: told(WHOLE_COMPANY) === true,
      refuses: refusalsOf(handler, controller),
      ofFeature: feature !== undefined,
    };
    return [[operationId(controller.name, name), fact] as [string, OperationFacts]];
  });
}
