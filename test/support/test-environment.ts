import { TestEnvironment } from 'jest-environment-node';

const FAILED = Symbol.for('tenantry.testFileFailed');

/** The part of jest-circus' events that tells how a test or a hook ended. */
interface TestEvent {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[] };
}

/** Node, and a flag that tells clean-up code whether a test of this file has failed. */
class FailureAwareEnvironment extends TestEnvironment {
  handleTestEvent({ name, test }: TestEvent): void {
    const failed = name === 'hook_failure' || (name === 'test_done' && test?.errors.length !== 0);
    if (failed) Object.assign(this.global, { [FAILED]: true });
  }
}

export = FailureAwareEnvironment;
