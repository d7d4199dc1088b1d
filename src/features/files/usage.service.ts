import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UsageCount } from './usage-count.entity.js';

/** What a tenant uses of things that a plan may limit. Call it inside the transaction that uses them. */
@Injectable()
export class Usage {
  constructor(@InjectTenantRepository(UsageCount) private readonly counts: Repository<UsageCount>) {}

  /** How much there is now; the count is held until the transaction ends, so that a limit holds. */
  async add(name: string, by: number): Promise<number> {
    const count = await this.lock(name);
    const value = count.value + by;
    await this.counts.update({ id: count.id }, { value });
    return value;
  }

  async of(name: string): Promise<number> {
    return (await this.counts.findOneBy({ name }))?.value ?? 0;
  }

  /** Holds the count until the transaction ends: nobody uses more meanwhile. */
  async lock(name: string): Promise<UsageCount> {
    // Looked for without a lock first: on MySQL a lock on a row that isn't there blocks who would make it.
    if (!(await this.counts.existsBy({ name }))) await this.start(name);
    return this.counts.findOneOrFail({ where: { name }, lock: { mode: 'pessimistic_write' } });
  }

  /** Updating takes the row's write lock, also of one that another transaction has just made. */
  private async start(name: string): Promise<void> {
    await this.counts
      .createQueryBuilder()
      .insert()
      .values(this.counts.create({ name }))
      .orUpdate(['updated_at'], ['name'])
      .updateEntity(false)
      .execute();
  }
}
