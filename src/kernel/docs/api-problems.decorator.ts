import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ProblemCode } from '../problem/problem.statuses.js';
import { problemResponses } from './problem-responses.js';

/** Says which refusals an operation may answer with, each by its code: `@ApiProblems('not_found', 'conflict')`. */
export const ApiProblems = (...codes: ProblemCode[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ...[...problemResponses(codes)].map(([status, response]) => ApiResponse({ status, ...response })),
  );
