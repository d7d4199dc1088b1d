import type { FieldProblem } from '../errors.js';

/** What an error says to clients: nothing that isn't in here leaves the program. */
export interface Refusal {
  code: string;
  detail: string;
  errors?: readonly FieldProblem[];
  retryAfterSeconds?: number;
  /** What stands at the top of the answer beside these. */
  facts?: object;
}
