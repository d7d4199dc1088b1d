import { Injectable } from '@nestjs/common';
import { exponentOf } from '../kernel/money/currency.js';
import { formatMoney } from '../kernel/money/money.js';
import type { InvoiceInput } from '../features/sales/pricing/invoice-input.dto.js';
import type { Invoice } from '../features/sales/rows/invoice.entity.js';
import { InvoiceDraftService } from '../features/sales/documents/invoices/invoice-draft.service.js';
import { InvoiceIssueService } from '../features/sales/documents/invoices/invoice-issue.service.js';
import { PaymentService } from '../features/sales/documents/payments/payment.service.js';
import type { DemoInvoice } from './books/demo.books.js';
import type { MasterData } from './books/master-data.seeder.js';

/** Sells what the demo books tell, by the same services as people do. */
@Injectable()
export class InvoiceSeeder {
  constructor(
    private readonly drafts: InvoiceDraftService,
    private readonly issues: InvoiceIssueService,
    private readonly payments: PaymentService,
  ) {}

  async write(invoice: DemoInvoice, data: MasterData): Promise<void> {
    const draft = await this.drafts.create(inputOf(invoice, data));
    if (invoice.fate === 'draft') return;
    await this.issues.issue(draft.id, {});
    if (invoice.fate === 'void') {
      await this.issues.void(draft.id, { reason: 'Ordered twice' });
    } else if (invoice.fate !== 'issued') {
      await this.pay(draft, invoice);
    }
  }

  private async pay({ id, total, currency }: Invoice, { fate, payment }: DemoInvoice): Promise<void> {
    const amount = fate === 'paid' ? total : Math.ceil(total / 2);
    await this.payments.receive(id, { ...payment, amount: formatMoney(amount, exponentOf(currency)) });
  }
}

/** The books name customers, products and places by position; every position is in the lists. */
function inputOf(invoice: DemoInvoice, data: MasterData): InvoiceInput {
  return {
    customerId: at(data.customers, invoice.customer),
    locationId: data.locations[invoice.location],
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    lines: invoice.lines.map(({ product, ...line }) => ({ ...line, productId: at(data.products, product) })),
  };
}

function at(ids: readonly string[], position: number): string {
  const id = ids[position];
  if (id === undefined) throw new RangeError(`The demo books name position ${position} of ${ids.length}.`);
  return id;
}
