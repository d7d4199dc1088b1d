import type { Clock } from '../../kernel/clock/clock.js';
import { LessThan, Like, MoreThan, type Repository } from 'typeorm';
import { TooManyRequestsError } from '../../kernel/errors.js';
import { FORGET_AFTER_MS, lockSeconds } from './lock-out.js';
import { hashOf } from '../sessions/refresh-token.js';
import type { SignInFailure } from './sign-in-failure.entity.js';

const MESSAGE =
  'Too many failed sign-ins. Try again later, set a new password, or ask an owner to free the account.';
const HALF = 32;

/** An account, and the way to it whose failures are counted by themselves; none: the way of strangers. */
export interface LockedWay {
  readonly email: string;
  readonly way: string;
}

/** Both halves are 128 bits: all ways to an account begin alike, so that they can be freed at once. */
const keyOf = ({ email, way }: LockedWay): string =>
  way === '' ? hashOf(email) : hashOf(email).slice(0, HALF) + hashOf(way).slice(0, HALF);

/** Counts failed sign-ins per account in the store that the account lives in. */
export abstract class AccountLock {
  protected constructor(
    private readonly failures: Repository<SignInFailure>,
    private readonly clock: Clock,
  ) {}

  /** Throws while the account is locked. Whether it has failures to clear. */
  async assertOpen(to: LockedWay): Promise<boolean> {
    const row = await this.failures.findOneBy({ emailHash: keyOf(to) });
    const left = (row?.lockedUntil?.getTime() ?? 0) - this.clock.now().getTime();
    if (left > 0) throw new TooManyRequestsError(Math.ceil(left / 1000), MESSAGE);
    return row !== null;
  }

  /** Whether any way to the account is locked now. */
  isLocked(email: string): Promise<boolean> {
    const emailHash = Like(`${hashOf(email).slice(0, HALF)}%`);
    return this.failures.existsBy({ emailHash, lockedUntil: MoreThan(this.clock.now()) });
  }

  /** For how many seconds the account is locked now; 0: not at all. */
  async fail(to: LockedWay): Promise<number> {
    const emailHash = keyOf(to);
    const now = this.clock.now();
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
    if (seconds > 0) {
      await this.failures.update({ emailHash }, { lockedUntil: new Date(now.getTime() + seconds * 1000) });
    }
    return seconds;
  }

  /** After a right password. */
  async forgive(to: LockedWay): Promise<void> {
    await this.failures.delete({ emailHash: keyOf(to) });
  }

  /** Frees every way to the account. */
  async clear(email: string): Promise<void> {
    await this.failures.delete({ emailHash: Like(`${hashOf(email).slice(0, HALF)}%`) });
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
