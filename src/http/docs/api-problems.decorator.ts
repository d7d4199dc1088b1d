import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { problemOf } from '../problem.js';
import { PROBLEM_STATUSES, type ProblemCode } from '../problem.statuses.js';
import { Problem } from './problem.dto.js';

const DETAIL = 'What happened, and what to do.';

const exampleOf = (code: ProblemCode) =>
  [code, { value: problemOf({ code, detail: DETAIL }, '/api/…') }] as const;

/** Says which refusals an operation may answer with, each by its code: `@ApiProblems('not_found', 'conflict')`. */
export function ApiProblems(...codes: ProblemCode[]): MethodDecorator & ClassDecorator {
  const byStatus = Map.groupBy(codes, (code) => PROBLEM_STATUSES[code]);
  return applyDecorators(
    ...[...byStatus].map(([status, alike]) =>
      ApiResponse({
        status,
        description: alike.map((code) => `\`${code}\``).join(' or '),
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(Problem) },
            examples: Object.fromEntries(alike.map(exampleOf)),
          },
        },
      }),
    ),
  );
}
