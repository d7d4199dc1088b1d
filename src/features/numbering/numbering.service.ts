import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Counter } from './counter.entity.js';
import { counterName, type NumberSeries, numberText, yearOf } from './number-series.js';

/**
 * Hands out numbers without gaps. Call it inside the transaction that uses the number: others who want one of the series
 * wait for its end, and its roll-back gives the number back.
 */
@Injectable()
export class NumberingService {
  constructor(@InjectTenantRepository(Counter) private readonly counters: Repository<Counter>) {}

  /**
   * The next number for a document of this day. `earlier` is asked where a later day has a number already, which it is
   * given, and throws where numbers have to go by date.
   */
  async take(
    series: NumberSeries,
    day: string,
    earlier: (last: string) => Promise<void> = async () => undefined,
  ): Promise<string> {
    const year = yearOf(day);
    const counter = await this.lock(series, year);
    if (counter.lastDate !== null && day < counter.lastDate) await earlier(counter.lastDate);
    const last = await this.advance(counter, { by: 1, lastDate: day });
    return numberText(series, last, year);
  }

  /** The next numbers of a series that knows no years. */
  async takeSome(series: NumberSeries, count: number): Promise<string[]> {
    const counter = await this.lock(series);
    const last = await this.advance(counter, { by: count, lastDate: null });
    return Array.from({ length: count }, (_, index) => numberText(series, last - count + 1 + index));
  }

  /** The counter, locked until the transaction ends; a new one stands before the first number. */
  private async lock(series: NumberSeries, year?: string): Promise<Counter> {
    const name = counterName(series, year);
    // Looked for without a lock first: on MySQL a lock on a row that isn't there blocks who would make it.
    if (!(await this.counters.existsBy({ name }))) await this.start(name, (series.start ?? 1) - 1);
    return this.counters.findOneOrFail({ where: { name }, lock: { mode: 'pessimistic_write' } });
  }

  /** Two transactions may start a series at once: the later one waits here and finds the earlier one's row. */
  private async start(name: string, value: number): Promise<void> {
    // Updating the row takes its write lock; ignoring the clash would take a shared one on
    // MySQL, which two who wait can't both raise.
    await this.counters
      .createQueryBuilder()
      .insert()
      .values(this.counters.create({ name, value }))
      .orUpdate(['updated_at'], ['name'])
      .updateEntity(false)
      .execute();
  }

  /** Gives the number given out last. */
  private async advance(
    counter: Counter,
    { by, lastDate }: { by: number; lastDate: string | null },
  ): Promise<number> {
    const value = counter.value + by;
    await this.counters.update({ id: counter.id }, { value, lastDate });
    return value;
  }
}
