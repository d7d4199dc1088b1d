import { getSchemaPath } from '@nestjs/swagger';
import { problemOf } from '../problem/problem.js';
import { PROBLEM_STATUSES, type ProblemCode } from '../problem/problem.statuses.js';
import { Problem } from './problem.dto.js';

const MEDIA_TYPE = 'application/problem+json';
const DETAIL = 'What happened, and what to do.';

export interface ProblemResponse {
  description: string;
  content: Record<string, { schema: { $ref: string }; examples: Record<string, { value: object }> }>;
}

/** How refusals stand in a document, by status: one example for each code. */
export function problemResponses(codes: readonly ProblemCode[]): Map<number, ProblemResponse> {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEM_STATUSES[code]);
  return new Map([...byStatus].map(([status, alike]) => [status, responseOf(alike)]));
}

function responseOf(codes: readonly ProblemCode[]): ProblemResponse {
  const examples = codes.map(
    (code) => [code, { value: problemOf({ code, detail: DETAIL }, '/api/…') }] as const,
  );
  return {
    description: codes.map((code) => `\`${code}\``).join(' or '),
    content: {
      [MEDIA_TYPE]: { schema: { $ref: getSchemaPath(Problem) }, examples: Object.fromEntries(examples) },
    },
  };
}
