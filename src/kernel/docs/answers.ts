import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** A class whose fields are the answer's. */
export type Dto<T> = abstract new (...input: never[]) => T;

/** An answer that is a PDF document. */
export const PDF = 'application/pdf';
/** An answer that is a file of some type. */
export const BYTES = 'application/octet-stream';

/** One class, several of which the answer is one, or a file. */
export type Answers<T> = Dto<T> | readonly Dto<T>[] | typeof PDF | typeof BYTES;

export interface AnswerText<T> {
  readonly status: number;
  readonly answers: Answers<T> | undefined;
  /** The same as a CSV file, for those who ask for one. */
  readonly csv: boolean;
}

const FILE = { type: 'string', format: 'binary' };

function schemaOf(types: readonly Dto<unknown>[]): object {
  const [first, ...more] = types.map((type) => ({ $ref: getSchemaPath(type as never) }));
  return more.length === 0 ? { ...first } : { oneOf: [first, ...more] };
}

/** How an answer stands in the document. */
export function answerDecorators<T>({ status, answers, csv }: AnswerText<T>): MethodDecorator[] {
  if (answers === undefined) return [ApiResponse({ status })];
  if (typeof answers === 'string') return [ApiResponse({ status, content: { [answers]: { schema: FILE } } })];
  const types = typeof answers === 'function' ? [answers] : answers;
  const content = {
    'application/json': { schema: schemaOf(types) },
    ...(csv && { 'text/csv': { schema: { type: 'string' } } }),
  };
  return [ApiExtraModels(...(types as never[])), ApiResponse({ status, content })];
}
