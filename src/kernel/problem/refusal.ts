import type { FieldProblem } from '../errors.js';

/** What an error says to clients: nothing that isn't in here leaves the program. */
export interface Refusal {
  code: string;
  detail: string;
  errors?: readonly FieldProblem[];
  retryAfterSeconds?: number;
}
