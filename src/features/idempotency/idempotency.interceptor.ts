import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Principal, ValidationError } from '../platform.js';
import { hashBody } from './body-hash.js';
import { targetOf } from './idempotency.target.js';
import { IdempotencyService } from './idempotency.service.js';

const HEADER = 'idempotency-key';

/** Carries a request with an `Idempotency-Key` out once. Without the header it does nothing. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: IdempotencyService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & { user: Principal }>();
    const key = keyOf(request);
    if (key === undefined || isDryRun(request)) return next.handle();
    const call = {
      userId: request.user.id,
      path: targetOf(request),
      key,
      bodyHash: hashBody(sentOf(request)),
    };
    return from(this.answer(call, next, http.getResponse<FastifyReply>()));
  }

  private async answer(
    call: Parameters<IdempotencyService['once']>[0],
    next: CallHandler,
    reply: FastifyReply,
  ): Promise<unknown> {
    const { answer, replayed } = await this.idempotency.once(call, () => lastValueFrom(next.handle()));
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    return answer;
  }
}

/** What makes one request another one: with a query also that, such as `?dryRun=true`. */
const sentOf = ({ body, query }: FastifyRequest): unknown =>
  Object.keys(query as object).length === 0 ? body : { body, query };

/** Changes nothing, and its answer must not stand for that of the call that does. */
const isDryRun = ({ query }: FastifyRequest): boolean =>
  (query as { dryRun?: unknown } | undefined)?.dryRun === 'true';

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers[HEADER];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const message = 'Idempotency-Key must be 1 to 200 visible ASCII characters';
  throw new ValidationError([{ path: 'Idempotency-Key', message }]);
}
