import { TenancyError } from '@tenantry/nest';
import { HttpException } from '@nestjs/common';
import { DomainError, type FieldProblem, MOST_PROBLEMS } from '../errors.js';
import type { Refusal } from './refusal.js';
import { storeProblemOf } from './problem.store.js';
import { statusOf } from './problem.statuses.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** RFC 9457, with the platform's stable `code`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance: string;
  errors?: readonly FieldProblem[];
}

const INTERNAL: Refusal = {
  code: 'internal_error',
  detail: 'Something went wrong here. It has been logged under the request id.',
};

/** Codes of HttpExceptions, which carry none: those of Nest, of Fastify and of guards of libraries. */
const CODES_BY_STATUS: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  408: 'request_timeout',
  409: 'conflict',
  413: 'payload_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  422: 'unprocessable',
  429: 'too_many_requests',
  503: 'not_ready',
};

/** The refusal an error stands for. Errors nobody meant to throw say nothing of themselves. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError || error instanceof TenancyError) return fromDomain(error);
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error.message);
  // Fastify's first: a request that breaks off has the code of a connection that does.
  return fromFastify(error) ?? storeProblemOf(error) ?? INTERNAL;
}

function fromDomain(error: DomainError | TenancyError): Refusal {
  if (statusOf(error.code) === 500) return INTERNAL;
  const { code, message: detail, retryAfterSeconds } = error;
  const facts = 'facts' in error ? error.facts : undefined;
  return {
    code,
    detail,
    retryAfterSeconds,
    errors: 'errors' in error ? fieldsOf(error.errors) : undefined,
    ...(facts && { facts }),
  };
}

const fieldsOf = (errors: unknown) => errors as readonly FieldProblem[] | undefined;

function fromStatus(status: number, detail: string): Refusal {
  const code = CODES_BY_STATUS[status];
  // Nest's "Cannot GET /path?query" repeats the query, and links carry tokens there.
  return code === undefined ? INTERNAL : { code, detail: status === 404 ? pathOnly(detail) : detail };
}

const pathOnly = (text: string): string => text.split('?', 1)[0] ?? text;

/** Fastify's own errors (body limit, media type, malformed URL) carry a status and a harmless message. */
function fromFastify(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode < 500
    ? fromStatus(statusCode, error.message)
    : undefined;
}

const titleOf = (code: string): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What repeats the input is as long as it. */
const LONGEST_DETAIL = 1_000;
const shortened = (text: string): string =>
  text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL).toWellFormed()}…` : text;

/** The body of an answer. `url` may hold secrets in its query, so only its path is shown. */
export function problemOf({ code, detail, errors, facts }: Refusal, url: string): Problem {
  return {
    ...facts,
    type: `urn:tenantry:problem:${code}`,
    title: titleOf(code),
    status: statusOf(code),
    detail: shortened(detail),
    code,
    instance: pathOnly(url),
    ...(errors ? { errors: errors.slice(0, MOST_PROBLEMS) } : {}),
  };
}
