import { Readable } from 'node:stream';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { UnreadableTextError, UnsupportedMediaTypeError } from './body-text.js';

/** A part of a form: a field, or a file whose content has to be read before the next part comes. */
export type FormPart =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly fileName: string; readonly content: Readable };

/** The parts of the form that was sent, in their order: `@FormParts() parts: AsyncIterable<FormPart>`. */
export const FormParts = createParamDecorator((_: unknown, context: ExecutionContext) =>
  formParts(context.switchToHttp().getRequest<FastifyRequest>()),
);

async function* formParts(request: FastifyRequest): AsyncGenerator<FormPart> {
  if (!request.isMultipart()) {
    throw new UnsupportedMediaTypeError('Send the file as multipart/form-data.');
  }
  for await (const part of readable(request.parts()))
    yield part.type === 'file' ? filePart(part) : textPart(part);
}

const filePart = ({ fieldname, filename, file }: MultipartFile): FormPart => ({
  name: fieldname,
  fileName: filename,
  content: Readable.from(readable<Buffer>(file)),
});

const textPart = ({ fieldname, value }: MultipartValue): FormPart => ({
  name: fieldname,
  text: typeof value === 'string' ? value : '',
});

/** What the plugin refuses has a status; other errors are its parser's, of a form that is broken. */
async function* readable<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    if (Object.hasOwn(Object(error) as object, 'statusCode')) throw error;
    throw new UnreadableTextError('The form can not be read: it has no boundary, or breaks off.');
  }
}
