import { LessThan, type Repository } from 'typeorm';
import { TooManyRequestsError } from '../../errors.js';
import { FORGET_AFTER_MS, lockSeconds } from './lock-out.js';
import { hashOf } from './refresh-token.js';
import type { SignInFailure } from './sign-in-failure.entity.js';

const MESSAGE = 'Too many failed sign-ins. Try again later, or set a new password.';

/** Counts failed sign-ins per account in the store that the account lives in. */
export abstract class AccountLock {
  protected constructor(private readonly failures: Repository<SignInFailure>) {}

  /** Throws while the account is locked. Whether it has failures to clear. */
  async assertOpen(email: string): Promise<boolean> {
    const row = await this.failures.findOneBy({ emailHash: hashOf(email) });
    const left = (row?.lockedUntil?.getTime() ?? 0) - Date.now();
    if (left > 0) throw new TooManyRequestsError(Math.ceil(left / 1000), MESSAGE);
    return row !== null;
  }

  async fail(email: string): Promise<void> {
    const emailHash = hashOf(email);
    const now = new Date();
    await this.failures.delete({ lastAt: LessThan(new Date(now.getTime() - FORGET_AFTER_MS)) });
    if (!(await this.count(emailHash, now))) {
      await this.failures
        .createQueryBuilder()
        .insert()
        .values(this.failures.create({ emailHash, failures: 0, lastAt: now, lockedUntil: null }))
        .orIgnore()
        .updateEntity(false)
        .execute();
      await this.count(emailHash, now);
    }
    const { failures } = await this.failures.findOneByOrFail({ emailHash });
    const seconds = lockSeconds(failures);
    if (seconds === 0) return;
    await this.failures.update({ emailHash }, { lockedUntil: new Date(now.getTime() + seconds * 1000) });
  }

  async clear(email: string): Promise<void> {
    await this.failures.delete({ emailHash: hashOf(email) });
  }

  /** One more failure, in one statement; false when there was none before. */
  private async count(emailHash: string, lastAt: Date): Promise<boolean> {
    const { affected } = await this.failures
      .createQueryBuilder()
      .update()
      .set({ failures: () => 'failures + 1', lastAt })
      .where({ emailHash })
      .execute();
    return affected === 1;
  }
}
