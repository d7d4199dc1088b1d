import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/config.js';
import { PlaneAuthenticator } from '../auth/plane-authenticator.js';

const BEARER = /^bearer +(\S+)$/i;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `METRICS_TOKEN` for programs that scrape, an operator's token for people. Else 401. */
@Injectable()
export class MetricsAccessGuard implements CanActivate {
  constructor(
    private readonly config: AppConfig,
    private readonly authenticator: PlaneAuthenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.#hasMetricsToken(request)) return true;
    await this.authenticator.authenticate('operator-jwt', request);
    return true;
  }

  #hasMetricsToken({ headers }: FastifyRequest): boolean {
    const { metricsToken } = this.config;
    const [, token] = BEARER.exec(headers.authorization ?? '') ?? [];
    return (
      metricsToken !== undefined &&
      token !== undefined &&
      timingSafeEqual(digest(token), digest(metricsToken))
    );
  }
}
