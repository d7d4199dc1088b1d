import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { exact, insertMissing } from '../../platform.js';
import { SalesBalance } from '../rows/sales-balance.entity.js';
import { SalesBalanceBuilder } from './sales-balance.builder.js';
import { type Addition, additionsOf, keysFor, type Sold } from './sold.js';

/** Keeps the sums that sales reports are made of, in the transaction that issues, voids or credits. */
@Injectable()
export class SalesBalanceService {
  constructor(
    @InjectTenantRepository(SalesBalance) private readonly balances: Repository<SalesBalance>,
    private readonly builder: SalesBalanceBuilder,
  ) {}

  /** Call it when the document's rows are written: where the sums are begun by it, it is among what they are made of. */
  async add(sold: Sold): Promise<void> {
    if (!(await this.builder.isBuilt()) && (await this.builder.build())) return;
    const additions = additionsOf(sold);
    const rows = additions.flatMap((addition) => this.rowsOf(addition, sold));
    await insertMissing(this.balances, rows);
    for (const addition of additions) await this.increase(addition, sold);
  }

  private rowsOf({ dimension, subjectId }: Addition, { date, locationId }: Sold): SalesBalance[] {
    return keysFor(dimension, date, locationId).map((key) =>
      this.balances.create({ ...key, dimension, subjectId }),
    );
  }

  private async increase(
    { dimension, subjectId, ...sums }: Addition,
    { date, locationId }: Sold,
  ): Promise<void> {
    const keys = keysFor(dimension, date, locationId);
    const columns = Object.keys(sums) as (keyof typeof sums)[];
    await this.balances
      .createQueryBuilder()
      .update()
      .set(Object.fromEntries(columns.map((column) => [column, () => `${column} + :${column}`])))
      .where({
        ...{ dimension, subjectId, locationKey: In([...new Set(keys.map((key) => key.locationKey))]) },
        grain: In(keys.map(({ grain }) => grain)),
        bucket: In(keys.map(({ bucket }) => bucket)),
      })
      .setParameters(exact(sums))
      .execute();
  }
}
