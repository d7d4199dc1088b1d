import { SetMetadata } from '@nestjs/common';
import { RouteConstraints } from '@nestjs/platform-fastify';

/** Which of the three faces of the platform a host shows. */
export const PLANES = ['tenant', 'admin', 'public'] as const;
export type PlaneName = (typeof PLANES)[number];

/** Metadata key under which a controller and its handlers carry their plane. */
export const PLANE = 'tenantry:plane';

type Handler = (...input: never[]) => unknown;

const mark = (handler: Handler, plane: PlaneName) => {
  RouteConstraints({ plane })(handler);
  SetMetadata(PLANE, plane)(handler);
};

const handlersOf = (controller: Handler): Handler[] =>
  Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object))
    .filter(([name]) => name !== 'constructor')
    .map(([, property]) => property.value as unknown)
    .filter((value): value is Handler => typeof value === 'function');

/**
 * Puts a controller, or one handler, on one plane: on the hosts of the other planes its paths are 404.
 * Nest reads route constraints from handlers alone, so the class form marks each of its handlers.
 */
export const Plane =
  (plane: PlaneName): ClassDecorator & MethodDecorator =>
  (target: object, _name?: string | symbol, descriptor?: PropertyDescriptor) => {
    if (descriptor) return mark(descriptor.value as Handler, plane);
    const controller = target as Handler;
    SetMetadata(PLANE, plane)(controller);
    for (const handler of handlersOf(controller)) {
      if (!Reflect.hasMetadata(PLANE, handler)) mark(handler, plane);
    }
  };
