import type { Tenancy } from '@tenantry/nest';
import type { LoggerOptions } from 'pino';
import type { AppConfig } from '../../config/config.js';
import { findRequest } from '../../kernel/request/request-scope.js';
import { errorLine, withoutPersonalData } from './error-lines.js';

const SECRETS = ['authorization', 'cookie', 'password', 'token', 'accessToken', 'refreshToken', 'secret'];

/** Which request and which tenant a line belongs to, also deep inside a service or a job. */
function whose(tenancy: Tenancy): { requestId?: string; tenant?: string } {
  return { requestId: findRequest()?.id, tenant: tenancy.find()?.slug };
}

/** Words of the program's own, which repeat what an error said now and then. */
const wordsOf = (argument: unknown): unknown =>
  typeof argument === 'string' ? withoutPersonalData(argument) : argument;

/** What every line looks like. */
export function lineOptions({ logLevel }: AppConfig): LoggerOptions {
  return {
    level: logLevel,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  };
}

/** Whoever wraps the logger has to be given them as well, or puts the standard ones over them. */
export const LINE_SERIALIZERS = {
  err: (error: unknown) => errorLine(error),
  error: (error: unknown) => errorLine(error),
};

/** Lines of the program's own words, which may hold anything. */
export function logOptions(config: AppConfig, tenancy: Tenancy): LoggerOptions {
  return {
    ...lineOptions(config),
    base: undefined,
    mixin: () => whose(tenancy),
    serializers: LINE_SERIALIZERS,
    hooks: {
      logMethod(line, write) {
        write.apply(this, line.map(wordsOf) as typeof line);
      },
    },
    redact: {
      paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  };
}
