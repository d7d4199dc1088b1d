import { SetMetadata } from '@nestjs/common';
import { RouteConstraints } from '@nestjs/platform-fastify';
import { ApiExtension } from '@nestjs/swagger';

/** Which of the three faces of the platform a host shows (DESIGN, section 2 "Hosts"). */
export const PLANES = ['tenant', 'admin', 'public'] as const;
export type PlaneName = (typeof PLANES)[number];

/** Metadata key under which a controller and its handlers carry their plane. */
export const PLANE = 'tenantry:plane';
/** Marks operations in the API document until it is split by planes. */
export const PLANE_EXTENSION = 'x-plane';

type Handler = (...input: never[]) => unknown;

const mark = (descriptor: PropertyDescriptor, plane: PlaneName) => {
  const handler = descriptor.value as Handler;
  RouteConstraints({ plane })(handler);
  SetMetadata(PLANE, plane)(handler);
  ApiExtension(PLANE_EXTENSION, plane)({}, '', descriptor);
};

const handlersOf = (controller: Handler): PropertyDescriptor[] =>
  Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([, descriptor]) => descriptor);

/**
 * Puts a controller, or one handler, on one plane: on the hosts of the other planes its paths are 404.
 * Nest reads route constraints from handlers alone, so the class form marks each of its handlers.
 */
export const Plane =
  (plane: PlaneName): ClassDecorator & MethodDecorator =>
  (target: object, _name?: string | symbol, descriptor?: PropertyDescriptor) => {
    if (descriptor) return mark(descriptor, plane);
    const controller = target as Handler;
    SetMetadata(PLANE, plane)(controller);
    for (const handler of handlersOf(controller)) {
      if (!Reflect.hasMetadata(PLANE, handler.value as Handler)) mark(handler, plane);
    }
  };
