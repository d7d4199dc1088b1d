import { HTTP_CASES } from './http.cases.js';
import type { IsolationCase } from './isolation-case.js';
import { type IsolationCaseReport, type IsolationReport, Findings } from './isolation-report.js';
import { DEFAULT_LOAD, type IsolationLoad, type IsolationSubject } from './isolation-subject.js';
import { keptCase } from './kept.case.js';
import { loadCase } from './load.case.js';
import { PreparedSubject } from './prepared-subject.js';
import { PROGRAM_CASES } from './program.cases.js';

/** In this order: the second one looks at what the first has left. */
export const ISOLATION_CASES: readonly IsolationCase[] = [
  loadCase,
  ...HTTP_CASES,
  ...PROGRAM_CASES,
  keptCase,
];

/** The subject with its first rows. Throws when they can't be made. */
export async function prepareSubject(
  subject: IsolationSubject,
  load: Partial<IsolationLoad> = {},
): Promise<PreparedSubject> {
  const prepared = new PreparedSubject(subject, { ...DEFAULT_LOAD, ...load });
  await prepared.seed();
  return prepared;
}

/** One case. An error that it doesn't expect is a fault, not an exception. */
export async function runIsolationCase(
  { name, run }: IsolationCase,
  subject: PreparedSubject,
): Promise<IsolationCaseReport> {
  const findings = new Findings();
  await run(subject, findings).catch((error: unknown) => findings.fault(String(error)));
  const { leaks, faults, counts } = findings;
  return { name, leaks, faults, counts };
}

/**
 * Runs every case against an application and says what it saw, for any test runner or none. The application and its
 * tenants stay the caller's: `close` of the subject is not called.
 */
export async function checkTenantIsolation(
  subject: IsolationSubject,
  load: Partial<IsolationLoad> = {},
): Promise<IsolationReport> {
  const prepared = await prepareSubject(subject, load);
  const cases: IsolationCaseReport[] = [];
  for (const one of ISOLATION_CASES) cases.push(await runIsolationCase(one, prepared));
  prepared.close();
  return { cases, isIsolated: cases.every(({ leaks, faults }) => leaks.length + faults.length === 0) };
}
