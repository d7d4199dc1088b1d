import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { OperatorAudit } from './operator-audit.js';

type Fields = Record<string, string | undefined>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes down what a controller of the admin plane changes: `tenant.suspend`, for the tenant in the path, with the
 * input. The line is part of the change's transaction: when it can't be written, nothing is changed.
 */
@Injectable()
export class OperatorAuditInterceptor implements NestInterceptor {
  constructor(private readonly audit: OperatorAudit) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (READING.has(request.method)) return next.handle();
    const entity = context
      .getClass()
      .name.replace(/s?Controller$/, '')
      .toLowerCase();
    const change = {
      action: `${entity}.${context.getHandler().name}`,
      entity,
      entityId: (made: unknown) => idOf(request, made),
      after: detailsOf(request),
    };
    const handled = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return defer(() => this.audit.change(change, handled));
  }
}

/** What was sent, and the domain that the path names. */
function detailsOf({ params, body }: FastifyRequest): unknown {
  const { domain } = params as Fields;
  return domain === undefined ? body : { domain };
}

/** From the path; of something new, from what was sent or made. */
function idOf({ params, body }: FastifyRequest, made: unknown): string | undefined {
  const [path, sent, row] = [params, body, made].map((part) => (part ?? {}) as Fields);
  return path?.['slug'] ?? path?.['id'] ?? path?.['name'] ?? sent?.['slug'] ?? row?.['id'] ?? sent?.['name'];
}
