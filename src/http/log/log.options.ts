import type { Tenancy } from '@app/tenancy';
import { QueryFailedError } from 'typeorm';
import { type LoggerOptions, stdSerializers } from 'pino';
import type { AppConfig } from '../../config.js';
import { findRequest } from '../request-scope.js';

const SECRETS = ['authorization', 'cookie', 'password', 'token', 'accessToken', 'refreshToken', 'secret'];

/** Which request and which tenant a line belongs to, also deep inside a service or a job. */
function whose(tenancy: Tenancy): { requestId?: string; tenant?: string } {
  return { requestId: findRequest()?.id, tenant: tenancy.find()?.slug };
}

/** A failed statement's parameters are customers' data and password hashes; its text is not. */
function errorOf(error: Error): unknown {
  if (!(error instanceof QueryFailedError)) return stdSerializers.err(error);
  const { name, message, stack, query } = error;
  return { type: name, message, stack, query };
}

/** What every line looks like. */
export function lineOptions({ logLevel }: AppConfig): LoggerOptions {
  return {
    level: logLevel,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  };
}

/** Lines of the program's own words, which may hold anything. */
export function logOptions(config: AppConfig, tenancy: Tenancy): LoggerOptions {
  return {
    ...lineOptions(config),
    base: undefined,
    mixin: () => whose(tenancy),
    serializers: { err: errorOf },
    redact: {
      paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  };
}
