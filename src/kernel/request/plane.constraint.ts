import type { IncomingMessage } from 'node:http';
import type { HostReader } from '@tenantry/nest/fastify';
import type { FastifyServerOptions } from 'fastify';
import type { PlaneName } from './plane.decorator.js';

// Why: docs/decisions/006-planes-by-route-constraint.md

/** The plane of a request by what it names; undefined on hosts that aren't the platform's. */
export function planeOf(reader: HostReader, request: IncomingMessage): PlaneName | undefined {
  const host = reader.read(request);
  if (host instanceof Error || host.kind === 'unknown') return undefined;
  if (host.kind === 'control') return 'admin';
  return host.kind === 'app' ? 'public' : 'tenant';
}

type RouterOptions = NonNullable<FastifyServerOptions['routerOptions']>;
type ConstraintStrategy = NonNullable<RouterOptions['constraints']>[string];
type RouteStore = ReturnType<ConstraintStrategy['storage']>;
type RouteHandler = Parameters<RouteStore['set']>[1];

const NO_PLANE = '';

/**
 * The router's third key beside method and path. Routes without a plane (health, documents) answer on every
 * host; a route of another plane doesn't exist here.
 */
export const planeConstraint = (reader: () => HostReader): ConstraintStrategy => ({
  name: 'plane',
  mustMatchWhenDerived: false,
  deriveConstraint: (request: unknown) => planeOf(reader(), request as IncomingMessage) ?? NO_PLANE,
  storage: (): RouteStore => {
    const handlers = new Map<string, RouteHandler>();
    return {
      get: (plane) => handlers.get(plane) ?? null,
      set: (plane, handler) => void handlers.set(plane, handler),
    };
  },
});
