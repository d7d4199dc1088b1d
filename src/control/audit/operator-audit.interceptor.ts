import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import { OperatorAudit } from './operator-audit.js';

type Fields = Record<string, string | undefined>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes down what a controller of the admin plane has changed: `tenant.suspend`, for the tenant in the path,
 * with the input. The answer waits for the line, and fails when it can't be written.
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
    const action = `${entity}.${context.getHandler().name}`;
    return next.handle().pipe(
      concatMap(async (answer) => {
        await this.audit.record({
          action,
          entity,
          entityId: idOf(request, answer),
          after: detailsOf(request),
        });
        return answer;
      }),
    );
  }
}

/** What was sent, and the domain that the path names. */
function detailsOf({ params, body }: FastifyRequest): unknown {
  const { domain } = params as Fields;
  return domain === undefined ? body : { domain };
}

/** From the path; of something new, from what was sent or answered. */
function idOf({ params, body }: FastifyRequest, answer: unknown): string | undefined {
  const [path, sent, made] = [params, body, answer].map((part) => (part ?? {}) as Fields);
  return path?.['slug'] ?? path?.['id'] ?? path?.['name'] ?? sent?.['slug'] ?? made?.['id'] ?? made?.['name'];
}
