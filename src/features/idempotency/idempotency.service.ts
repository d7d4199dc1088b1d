import { InjectTenantRepository, Tenancy, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { LessThan, Repository } from 'typeorm';
import { Clock, ConflictError } from '../platform.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { IdempotencyKeyReusedError } from './idempotency.errors.js';

const KEPT_MS = 24 * 3_600_000;
const SWEEP_MS = 3_600_000;

/** Who asks for what, under which key. */
export interface IdempotentCall {
  userId: string;
  path: string;
  key: string;
  bodyHash: string;
}

export interface IdempotentAnswer {
  answer: unknown;
  /** True when the work had been done before and only its answer is given again. */
  replayed: boolean;
}

/** Does a piece of work once per key, with the key and the work's rows in one transaction. */
@Injectable()
export class IdempotencyService {
  private readonly running = new Set<string>();
  private readonly swept = new LRUCache<string, true>({ max: 10_000, ttl: SWEEP_MS });

  constructor(
    @InjectTenantRepository(IdempotencyKey) private readonly keys: Repository<IdempotencyKey>,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** The work's answer, now or from the first time. What fails leaves no key, so it can be tried again. */
  async once(call: IdempotentCall, work: () => Promise<unknown>): Promise<IdempotentAnswer> {
    // Within a process the second use is refused at once; between processes the unique key refuses it.
    const slot = JSON.stringify([this.tenancy.current().id, call.userId, call.path, call.key]);
    if (this.running.has(slot)) {
      throw new ConflictError('A request with this Idempotency-Key is being carried out right now.');
    }
    this.running.add(slot);
    try {
      await this.sweep();
      return await this.replayOrWork(call, work);
    } finally {
      this.running.delete(slot);
    }
  }

  @Transactional()
  private async replayOrWork(call: IdempotentCall, work: () => Promise<unknown>): Promise<IdempotentAnswer> {
    const { userId, path, key } = call;
    const used = await this.keys.findOneBy({ userId, path, key });
    if (used && used.createdAt.getTime() > this.clock.now().getTime() - KEPT_MS) return replay(used, call);
    if (used) await this.keys.delete({ id: used.id });
    const entry = this.keys.create({ ...call, createdAt: this.clock.now() });
    await this.keys.insert(entry);
    const answer = await work();
    await this.keys.update({ id: entry.id }, { answer: JSON.stringify(answer) ?? null });
    return { answer, replayed: false };
  }

  /** Drops outdated keys, at most hourly per tenant: nobody asks for them again. */
  private async sweep(): Promise<void> {
    const tenant = this.tenancy.current().id;
    if (this.swept.has(tenant)) return;
    this.swept.set(tenant, true);
    await this.keys.delete({ createdAt: LessThan(new Date(this.clock.now().getTime() - KEPT_MS)) });
  }
}

function replay(used: IdempotencyKey, call: IdempotentCall): IdempotentAnswer {
  if (used.bodyHash !== call.bodyHash) throw new IdempotencyKeyReusedError();
  return { answer: used.answer === null ? undefined : JSON.parse(used.answer), replayed: true };
}
