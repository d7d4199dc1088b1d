import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { UnknownReferenceError } from '../../platform.js';
import type { PartyEntry, PartyLine } from '../../accounting/index.js';
import { CustomerCreditService } from '../credit/customer-credit.service.js';
import { Customer } from '../rows/customer.entity.js';
import { KeptSums } from '../kept/kept-sums.service.js';
import { CustomerEntry } from '../rows/customer-entry.entity.js';

/** Follows what journal entries without a document say of customers: open items, and credit. */
@Injectable()
export class CustomerEntries {
  constructor(
    @InjectTenantRepository(CustomerEntry) private readonly entries: Repository<CustomerEntry>,
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly credit: CustomerCreditService,
    private readonly sums: KeptSums,
  ) {}

  /** Holds the customers, in the order of their ids, before the books are: whoever pays locks them in that order. */
  async check(refs: readonly { path: string; customerId: string }[]): Promise<void> {
    const found = await this.lock(refs.map(({ customerId }) => customerId));
    const missing = refs.find(({ customerId }) => !found.has(customerId));
    if (missing) throw new UnknownReferenceError(missing.path, missing.customerId);
  }

  /** Those whose credit or items the entry is about. */
  async lockOf(entryId: string): Promise<void> {
    const rows = await this.entries.findBy({ entryId });
    await this.lock(rows.map(({ customerId }) => customerId));
  }

  async post({ lines, ...entry }: PartyEntry): Promise<void> {
    const rows = lines.map((line) => this.rowOf(line, entry)).filter(({ amount }) => amount !== 0);
    if (rows.length === 0) return;
    await this.entries.insert(rows);
    const credited = rows.filter(({ role }) => role === 'customer_credit');
    if (entry.reversesId) return this.takeBack(entry.reversesId, credited);
    await this.sums.owed({ entries: rows.filter(({ role }) => role === 'receivable') });
    // What gives before what takes: an entry may do both.
    for (const { id: use, customerId, amount, day } of credited.toSorted((a, b) => a.amount - b.amount)) {
      if (amount < 0) await this.credit.add(customerId, { sourceId: use, day, amount: -amount });
      else await this.credit.take(customerId, { amount, day, path: 'date', field: 'lines', use });
    }
  }

  /** Its items are open until the day before. */
  async end(entryId: string, date: string): Promise<void> {
    const rows = await this.entries.findBy({ entryId, role: 'receivable' });
    if (rows.length === 0) return;
    await this.entries.update({ entryId, role: 'receivable' }, { endedOn: date });
    await this.sums.owed({ entries: rows.map((row) => Object.assign(row, { endedOn: date })) });
  }

  /** What it spent comes back first: the rest of the entry may be taken of it. */
  private async takeBack(entryId: string, reversing: readonly CustomerEntry[]): Promise<void> {
    const originals = await this.entries.findBy({ entryId, role: 'customer_credit' });
    const left = [...reversing];
    for (const { id, customerId, amount } of originals.toSorted((a, b) => b.amount - a.amount)) {
      const at = left.findIndex((row) => row.customerId === customerId && row.amount === -amount);
      const [row] = at < 0 ? [] : left.splice(at, 1);
      if (!row) continue;
      if (amount > 0) await this.credit.giveBack(customerId, id, row.id);
      else {
        const taken = { amount: -amount, day: row.day, path: 'date', field: 'date', use: row.id, of: id };
        await this.credit.take(customerId, taken);
      }
    }
  }

  private rowOf(
    { lineId, customerId, locationId, role, debit, credit }: PartyLine,
    { entryId, reversesId, date, number, memo }: Omit<PartyEntry, 'lines'>,
  ): CustomerEntry {
    const entry = { entryId, reversesId, day: date, number, memo };
    return this.entries.create({
      ...{ id: lineId, customerId, locationId, role, amount: debit - credit },
      ...entry,
    });
  }

  private async lock(ids: readonly string[]): Promise<Set<string>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Set();
    const found = await this.customers.find({
      where: { id: In(wanted) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Set(found.map(({ id }) => id));
  }
}
