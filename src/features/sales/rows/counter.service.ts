import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Counter } from './counter.entity.js';

/** Hands out numbers without gaps. Call it inside the transaction that uses the number. */
@Injectable()
export class CounterService {
  constructor(@InjectTenantRepository(Counter) private readonly counters: Repository<Counter>) {}

  /** The series, locked until the transaction ends; a new one starts at 0. */
  async lock(name: string): Promise<Counter> {
    // Looked for without a lock first: on MySQL a lock on a row that isn't there blocks who would make it.
    if (!(await this.counters.existsBy({ name }))) await this.start(name);
    return this.counters.findOneOrFail({ where: { name }, lock: { mode: 'pessimistic_write' } });
  }

  /** Two transactions may start a series at once: the later one waits here and finds the earlier one's row. */
  private async start(name: string): Promise<void> {
    // Updating the row takes its write lock; ignoring the clash would take a shared one on
    // MySQL, which two who wait can't both raise.
    await this.counters
      .createQueryBuilder()
      .insert()
      .values(this.counters.create({ name }))
      .orUpdate(['updated_at'], ['name'])
      .updateEntity(false)
      .execute();
  }

  /** Takes the next number of a series that was locked; the transaction's roll-back gives it back. */
  async take(counter: Counter, lastDate: string | null = null): Promise<number> {
    return this.advance(counter, { by: 1, lastDate });
  }

  /** Takes the next `by` numbers and returns the last of them. */
  async advance(
    counter: Counter,
    { by, lastDate = null }: { by: number; lastDate?: string | null },
  ): Promise<number> {
    counter.value += by;
    await this.counters.update({ id: counter.id }, { value: counter.value, lastDate });
    return counter.value;
  }
}
