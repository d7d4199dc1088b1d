import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Counter } from './counter.entity.js';

/** Hands out numbers without gaps. Call it inside the transaction that uses the number. */
@Injectable()
export class CounterService {
  constructor(@InjectTenantRepository(Counter) private readonly counters: Repository<Counter>) {}

  /** The series, locked until the transaction ends; a new one starts at 0. */
  async lock(name: string): Promise<Counter> {
    const found = await this.findLocked(name);
    if (found) return found;
    // Two transactions may start a series at once: the later one waits here for the earlier one's row.
    const fresh = this.counters.create({ name });
    await this.counters.createQueryBuilder().insert().values(fresh).orIgnore().updateEntity(false).execute();
    const made = await this.findLocked(name);
    if (!made) throw new Error(`The counter "${name}" was made and can't be found.`);
    return made;
  }

  /** Takes the next number of a series that was locked; the transaction's roll-back gives it back. */
  async take(counter: Counter, lastDate: string | null = null): Promise<number> {
    counter.value += 1;
    await this.counters.update({ id: counter.id }, { value: counter.value, lastDate });
    return counter.value;
  }

  private findLocked(name: string): Promise<Counter | null> {
    return this.counters.findOne({ where: { name }, lock: { mode: 'pessimistic_write' } });
  }
}
