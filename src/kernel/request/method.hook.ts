import type { HostReader } from '@tenantry/nest/fastify';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../errors.js';
import { planeOf } from './plane.constraint.js';
import type { PlaneName } from './plane.decorator.js';

class MethodNotAllowedError extends DomainError {
  readonly code = 'method_not_allowed';
  constructor(
    method: string,
    readonly allowed: readonly string[],
  ) {
    super(`${method} isn't possible here. Possible: ${allowed.join(', ')}.`);
  }
}

interface KnownRoute {
  readonly path: RegExp;
  readonly plane?: PlaneName;
  readonly methods: readonly string[];
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** `/api/users/:id` as an expression that its requests match. */
export function pathPattern(url: string): RegExp {
  const segments = url.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : escaped(segment)));
  return new RegExp(`^${segments.join('/')}$`);
}

/**
 * Tells a wrong method on a right path (405 with Allow) from a wrong path (404). The router can't, and it
 * need not be quick: only requests without a route get here.
 */
export function addMethodHook(fastify: FastifyInstance, reader: HostReader): void {
  const routes: KnownRoute[] = [];
  fastify.addHook('onRoute', ({ url, method, constraints }: RouteOptions) => {
    if (url.includes('*')) return;
    const { plane } = (constraints ?? {}) as { plane?: PlaneName };
    if (url.startsWith('/api') && plane === undefined) throw new Error(`The route ${url} needs a @Plane().`);
    routes.push({ path: pathPattern(url), plane, methods: [method].flat() });
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const allowed = allowedMethods(routes, request, planeOf(reader, request.raw));
    if (allowed.length === 0) return done();
    reply.header('allow', allowed.join(', '));
    done(new MethodNotAllowedError(request.method, allowed));
  });
}

function allowedMethods(routes: KnownRoute[], { url }: FastifyRequest, plane?: PlaneName): string[] {
  const path = url.split('?', 1)[0] ?? '';
  const here = routes.filter((route) => (route.plane ?? plane) === plane && route.path.test(path));
  return [...new Set(here.flatMap(({ methods }) => methods))].toSorted();
}
