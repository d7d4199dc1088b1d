import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { PayloadTooLargeError } from '../../kernel/errors.js';
import { takesUpload, UPLOAD_LIMIT } from '../../kernel/request/body-limit.js';
import { UnsupportedMediaTypeError } from '../../kernel/request/body-text.js';

/** Parts beside the file: its fields and what stands between them. */
const AROUND = 64 * 1024;

/** One file and a few short fields. What is more is refused, never cut. */
const LIMITS = {
  files: 1,
  fields: 4,
  parts: 5,
  fieldNameSize: 50,
  fieldSize: 300,
  headerPairs: 20,
  // The reader of the file refuses what is larger; here it would end as if it were whole.
  fileSize: UPLOAD_LIMIT + 1,
};

/**
 * Lets the paths that are marked by TakesUpload have `multipart/form-data` as their body. It is left unread for the
 * handler, which comes after the guards: who may not send a file sends none.
 */
export function takeUploadsWhereMarked(fastify: FastifyInstance): void {
  void fastify.register(multipart, { limits: LIMITS, throwFileSizeLimit: false });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    done(isMultipart(request.headers['content-type']) ? refusalOf(request) : null, payload);
  });
}

const isMultipart = (type = ''): boolean => /^\s*multipart\//i.test(type);

function refusalOf(request: Parameters<typeof takesUpload>[0]): Error | null {
  if (!takesUpload(request)) {
    return new UnsupportedMediaTypeError('This path takes no multipart/form-data.');
  }
  const announced = Number(request.headers['content-length'] ?? 0);
  return announced > UPLOAD_LIMIT + AROUND ? new PayloadTooLargeError(UPLOAD_LIMIT) : null;
}
