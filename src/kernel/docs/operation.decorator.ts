import { applyDecorators, HttpCode, type StreamableFile } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { ProblemCode } from '../problem/problem.statuses.js';
import type { Access, Area } from '../rights/permissions.js';
import { Permission } from '../rights/permission.decorator.js';
import { answerDecorators, type Answers } from './answers.js';
import { BodyExamples, type Examples } from './examples.js';
import { Refuses } from './refuses.decorator.js';

/** What is said of a route beside its method and path, for its document and its guards. */
export interface OperationText<T> {
  readonly summary: string;
  readonly description?: string;
  /** Who may; left out: who may use the controller. */
  readonly may?: readonly [area: Area, access: Access];
  /** Left out: nothing, with status 204. */
  readonly answers?: Answers<T>;
  /** Left out: 200, whatever the method. */
  readonly status?: 200 | 201 | 202;
  /** It is a list or a report that can be asked for as a CSV file, too. */
  readonly csv?: true;
  /** A body that works as it stands. */
  readonly example?: object;
  /** Several of them, each with a name. */
  readonly examples?: Examples;
  readonly refuses?: readonly ProblemCode[];
}

type Handler<T> = (...input: never[]) => T | StreamableFile | Promise<T | StreamableFile>;

type OperationDecorator<T> = <M extends Handler<T>>(
  target: object,
  key: string,
  handler: TypedPropertyDescriptor<M>,
) => void;

const AS_FILE = 'With `Accept: text/csv` or `?format=csv` all of it as a file.';

/**
 * All of a route but its method and path: what it does and answers, who may use it, and how it refuses.
 * A handler that returns something else than `answers` says does not compile.
 */
export function Operation<T = void>(text: OperationText<T>): OperationDecorator<T> {
  const { summary, may, answers, csv = false, example, refuses = [] } = text;
  const status = text.status ?? (answers === undefined ? 204 : 200);
  const description = text.description ?? (csv ? AS_FILE : undefined);
  const examples = text.examples ?? (example && { 'that works': { value: example } });
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary, ...(description !== undefined && { description }) }),
    ...answerDecorators({ status, answers, csv }),
    ...(may ? [Permission(...may)] : []),
    ...(examples ? [BodyExamples(examples)] : []),
    Refuses(...(csv ? ['validation_failed' as const] : []), ...refuses),
  );
}
