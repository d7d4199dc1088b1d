import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takesCsv } from '../request/body-limit.js';
import { assertUtf8, UnsupportedMediaTypeError } from '../request/body-text.js';

/** The text of the file that was sent. */
export const CsvBody = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (typeof body === 'string') return body;
  throw new UnsupportedMediaTypeError('Send the file as the body, with the header Content-Type: text/csv.');
});

/** Lets the paths that are marked by TakesCsv have a file as their body: UTF-8, with or without a byte order mark. */
export function takeCsvWhereMarked(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<Buffer>('text/csv', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (!takesCsv(request)) throw new UnsupportedMediaTypeError('This path takes JSON, not text/csv.');
      assertUtf8(request, body);
      done(null, new TextDecoder().decode(body));
    } catch (error) {
      done(error as Error);
    }
  });
}
