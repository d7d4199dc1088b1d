import { ISOLATION_CASES, prepareSubject, runIsolationCase } from './check-tenant-isolation.js';
import type { IsolationLoad, IsolationSubject } from './isolation-subject.js';
import type { PreparedSubject } from './prepared-subject.js';

export interface IsolationSuite {
  /** Boots the application and makes its tenants. Called once, in `beforeAll`. */
  boot(): Promise<IsolationSubject>;
  readonly load?: Partial<IsolationLoad>;
  /** For the start and for each case. Default: 240,000. */
  readonly timeoutMs?: number;
}

/**
 * The isolation suite as tests, one for each case. Wants `describe`, `it`, `expect`, `beforeAll` and `afterAll` as
 * globals: jest has them, vitest with `globals: true`.
 *
 * ```ts
 * describeTenantIsolation('the shop', { boot: async () => ({ app, tenants, routes, entity }) });
 * ```
 */
export function describeTenantIsolation(
  name: string,
  { boot, load, timeoutMs = 240_000 }: IsolationSuite,
): void {
  describe(name, () => {
    let subject: IsolationSubject | undefined;
    let prepared: PreparedSubject;

    beforeAll(async () => {
      subject = await boot();
      prepared = await prepareSubject(subject, load);
    }, timeoutMs);
    afterAll(async () => {
      prepared?.close();
      await subject?.close?.();
    }, timeoutMs);

    it.each(ISOLATION_CASES.map((one) => [one.name, one] as const))(
      '%s',
      async (_name, one) => {
        const { leaks, faults } = await runIsolationCase(one, prepared);
        expect({ leaks, faults }).toEqual({ leaks: [], faults: [] });
      },
      timeoutMs,
    );
  });
}
