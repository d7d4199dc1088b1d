import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import type { CustomerEntry } from '../rows/customer-entry.entity.js';
import { ReceivableBuilder } from './receivable.builder.js';
import { Receivable } from '../rows/receivable.entity.js';
import { type OwedInvoice, receivablesOf, receivablesOfEntry } from './receivable.rows.js';

/**
 * Keeps what customers owed on which days, in the transaction that changes it. Called when the documents are written:
 * where the receivables are begun by the call, they are made of those as well.
 */
@Injectable()
export class ReceivableService {
  constructor(
    @InjectTenantRepository(Receivable) private readonly receivables: Repository<Receivable>,
    private readonly builder: ReceivableBuilder,
  ) {}

  async issued(...invoices: OwedInvoice[]): Promise<void> {
    if (await this.builder.begin()) return;
    await this.builder.insert(invoices.flatMap((invoice) => receivablesOf(invoice, [])));
  }

  /** Items of journal entries that were posted or taken back. */
  async itemsChanged(items: readonly CustomerEntry[]): Promise<void> {
    if (items.length === 0 || (await this.builder.begin())) return;
    await this.receivables.delete({ invoiceId: In(items.map(({ id }) => id)) });
    await this.builder.insert(items.flatMap(receivablesOfEntry));
  }

  /** An invoice that was paid, credited or voided, or a payment of which was taken back. */
  async changed(invoice: OwedInvoice): Promise<void> {
    if (await this.builder.begin()) return;
    await this.receivables.delete({ invoiceId: invoice.id });
    await this.builder.insert(await this.builder.read([invoice]));
  }
}
