import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';

/** A file of ten thousand rows of four hundred bytes. */
const CSV_LIMIT = 4 * 1024 * 1024;

class UnsupportedMediaTypeError extends DomainError {
  readonly code = 'unsupported_media_type';
}

class UnreadableTextError extends DomainError {
  readonly code = 'bad_request';
}

/** The handler takes a file: only its path takes `text/csv`, and nothing else. */
export const TakesCsv = () => RouteConfig({ takesCsv: true });

const takesCsv = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { takesCsv?: boolean }).takesCsv === true;

/** The text of the file that was sent. */
export const CsvBody = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (typeof body === 'string') return body;
  throw new UnsupportedMediaTypeError('Send the file as the body, with the header Content-Type: text/csv.');
});

/** Text in UTF-8, with or without a byte order mark. */
function decoded(request: FastifyRequest, body: Buffer): string {
  const charset = /;\s*charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    throw new UnsupportedMediaTypeError(`A file has to be UTF-8, not ${charset}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new UnreadableTextError('The file is not UTF-8. Save it as "CSV UTF-8" and send it again.');
  }
}

/** Lets the paths that are marked by TakesCsv have a file as their body. */
export function takeCsvWhereMarked(fastify: FastifyInstance): void {
  const options = { parseAs: 'buffer', bodyLimit: CSV_LIMIT } as const;
  fastify.addContentTypeParser<Buffer>('text/csv', options, (request, body, done) => {
    try {
      if (!takesCsv(request)) throw new UnsupportedMediaTypeError('This path takes JSON, not text/csv.');
      done(null, decoded(request, body));
    } catch (error) {
      done(error as Error);
    }
  });
}
