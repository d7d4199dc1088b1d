import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { TenancyError } from '../tenancy.errors.js';

/**
 * Answers errors of this library with their status, in the form of Nest's own answers and on whichever adapter:
 * `{ provide: APP_FILTER, useClass: TenancyExceptionFilter }`. What is the program's own fault or concerns its
 * operators is logged, and told by its code alone: such messages name other tenants, and commands.
 */
@Catch(TenancyError)
export class TenancyExceptionFilter implements ExceptionFilter<TenancyError> {
  private readonly logger = new Logger('Tenancy');

  constructor(@Inject(HttpAdapterHost) private readonly adapters: HttpAdapterHost) {}

  catch(error: TenancyError, host: ArgumentsHost): void {
    // A message or a command has no status; its own filters see the code.
    if (host.getType() !== 'http') throw error;
    const { code, status, retryAfterSeconds } = error;
    const reason = STATUS_CODES[status] ?? 'Error';
    if (status >= 500) this.logger.error(error);
    const { httpAdapter } = this.adapters;
    const response: unknown = host.switchToHttp().getResponse();
    if (httpAdapter.isHeadersSent(response)) return void httpAdapter.end(response);
    if (retryAfterSeconds !== undefined)
      httpAdapter.setHeader(response, 'retry-after', String(retryAfterSeconds));
    const message = status < 500 ? error.message : reason;
    httpAdapter.reply(response, { statusCode: status, error: reason, code, message }, status);
  }
}
