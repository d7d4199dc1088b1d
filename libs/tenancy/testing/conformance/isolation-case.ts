import type { Findings } from './isolation-report.js';
import type { PreparedSubject } from './prepared-subject.js';

/** One promise of an isolated application, and an attempt to break it. */
export interface IsolationCase {
  /** A sentence. */
  readonly name: string;
  run(subject: PreparedSubject, findings: Findings): Promise<void>;
}
