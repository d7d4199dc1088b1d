import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Answers on every host, IP literals included, and outside any tenant. On handlers, not on controllers. */
export const AnyHost = () => RouteConfig({ anyHost: true });

export const isForAnyHost = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { anyHost?: boolean }).anyHost === true;
