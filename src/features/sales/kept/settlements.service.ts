import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { CreditNote } from '../rows/credit-note.entity.js';
import { Payment } from '../rows/payment.entity.js';
import { WriteOff } from '../rows/write-off.entity.js';
import type { Settlement } from './balance-spans.js';
import { dayNumber } from './interval-tree.js';

type OfInvoice = Settlement & { invoiceId: string };

/** What took off the balances of invoices, and when. */
@Injectable()
export class Settlements {
  constructor(
    @InjectTenantRepository(Payment) private readonly payments: Repository<Payment>,
    @InjectTenantRepository(CreditNote) private readonly notes: Repository<CreditNote>,
    @InjectTenantRepository(WriteOff) private readonly writeOffs: Repository<WriteOff>,
  ) {}

  /** By invoice. What became the customer's credit took nothing off the balance. */
  async of(ids: readonly string[]): Promise<Map<string, OfInvoice[]>> {
    const where = { invoiceId: In([...ids]) };
    const payments = await this.payments.find({ where });
    const notes = await this.notes.find({ where });
    const writeOffs = await this.writeOffs.find({ where });
    const settlements = [
      ...payments.map(({ invoiceId, receivedOn, amount, credit }) =>
        settled(invoiceId, receivedOn, amount - credit),
      ),
      ...notes.map(({ invoiceId, issueDate, total, kept }) => settled(invoiceId, issueDate, total - kept)),
      ...writeOffs.map(({ invoiceId, writtenOffOn, total }) => settled(invoiceId, writtenOffOn, total)),
    ];
    return Map.groupBy(settlements, ({ invoiceId }) => invoiceId);
  }
}

const settled = (invoiceId: string, day: string, amount: number): OfInvoice => ({
  invoiceId,
  day: dayNumber(day),
  amount,
});
