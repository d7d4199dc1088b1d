import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { insertRows } from '../../platform.js';
import { actorEmail } from '../rows/actor.js';
import { OpeningItemsSettledError } from '../rows/opening.errors.js';
import { Expense } from '../rows/expense.entity.js';

/** A vendor's invoice that was open when the books began. Amounts are minor units. */
export interface OpenPayable {
  vendor: string;
  /** The vendor's. */
  number: string;
  date: string;
  dueDate: string | null;
  amount: number;
  locationId: string | null;
}

/** What is still to be paid of the time before the books: expenses whose cost was booked elsewhere. */
@Injectable()
export class OpenPayables {
  constructor(@InjectTenantRepository(Expense) private readonly expenses: Repository<Expense>) {}

  async open(items: readonly OpenPayable[], entry: { entryId: string; date: string }): Promise<void> {
    if (items.length === 0) return;
    const approvedBy = actorEmail();
    const rows = items.map(({ amount, ...item }) =>
      this.expenses.create({
        ...item,
        category: 'Opening balances',
        net: amount,
        tax: 0,
        total: amount,
        status: 'approved',
        approvedBy,
        origin: 'opening',
        openingEntryId: entry.entryId,
        bookedOn: entry.date,
      }),
    );
    await insertRows(this.expenses.manager, Expense, rows);
  }

  /** Holds them, in the order of their ids, before the books are: whoever pays one locks them in that order. */
  lock(openingEntryId: string): Promise<Expense[]> {
    return this.expenses.find({
      where: { openingEntryId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** They are void from that day on. Throws OpeningItemsSettledError when one of them was paid meanwhile. */
  async takeBack({ entryId, date }: { entryId: string; date: string }): Promise<void> {
    const items = await this.lock(entryId);
    const paid = items.find(({ status }) => status === 'paid');
    if (paid) throw new OpeningItemsSettledError(`payable ${paid.number ?? ''} of ${paid.vendor ?? ''}`);
    await this.expenses.update({ openingEntryId: entryId }, { status: 'void', voidedOn: date });
  }
}
