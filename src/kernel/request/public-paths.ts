import { Injectable } from '@nestjs/common';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { pathPattern } from './method.hook.js';
import type { PlaneName } from './plane.decorator.js';

/** The paths that the public plane has itself: signing in or up with an old token at hand must not lead elsewhere. */
@Injectable()
export class PublicPaths {
  private readonly patterns: RegExp[] = [];

  /** Before the routes are registered. */
  collect(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, constraints }: RouteOptions) => {
      const { plane } = (constraints ?? {}) as { plane?: PlaneName };
      if (plane === 'public') this.patterns.push(pathPattern(url));
    });
  }

  has(path: string): boolean {
    return this.patterns.some((pattern) => pattern.test(path));
  }
}
