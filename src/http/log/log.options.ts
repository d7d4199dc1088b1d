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

export function logOptions({ logLevel }: AppConfig, tenancy: Tenancy): LoggerOptions {
  return {
    level: logLevel,
    base: undefined,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    mixin: () => whose(tenancy),
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: errorOf },
    redact: {
      paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  };
}
