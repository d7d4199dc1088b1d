import { InjectTenantRepository } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { In, Not, Repository } from 'typeorm';
import { DateTooEarlyError, OpeningItemsSettledError, type OpenReceivable } from '../../accounting/index.js';
import { Clock, insertRows } from '../../platform.js';
import { KeptSums } from '../kept/kept-sums.service.js';
import { Invoice, numberOf } from '../rows/invoice.entity.js';
import { listedBy } from '../rows/invoice.listed.js';
import { InvoiceHistory } from '../documents/invoices/invoice-history.service.js';
import { InvoiceLine } from '../rows/invoice-line.entity.js';
import { OpeningTerms } from './opening-terms.service.js';

/** Of the id's random end: the foreign number may be one that this company gives out itself. */
const ID_PART = 20;

/** Invoices of the former books: paid, credited and written off like others, but never sold by these. */
@Injectable()
export class OpeningInvoices {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectTenantRepository(InvoiceLine) private readonly lines: Repository<InvoiceLine>,
    private readonly terms: OpeningTerms,
    private readonly history: InvoiceHistory,
    private readonly sums: KeptSums,
  ) {}

  async open(
    items: readonly OpenReceivable[],
    { entryId, date }: { entryId: string; date: string },
  ): Promise<void> {
    const { currency, partiesOf } = await this.terms.of(items.map(({ customerId }) => customerId));
    const opening = { currency, openingId: entryId, openedOn: date, issuedAt: this.clock.now() };
    const rows = items.map((item) => {
      const parties = partiesOf(item.customerId);
      const invoice = this.invoices.create({ ...columnsOf(item), ...opening, parties });
      return { invoice, line: this.lines.create({ ...lineOf(item), invoiceId: invoice.id }) };
    });
    const invoices = rows.map(({ invoice }) => invoice);
    const { manager } = this.invoices;
    await insertRows(manager, Invoice, invoices);
    await insertRows(
      manager,
      InvoiceLine,
      rows.map(({ line }) => line),
    );
    for (const invoice of invoices) {
      const issued = { status: 'issued' as const, number: `OB-${invoice.id.slice(-ID_PART)}` };
      await this.invoices.update({ id: invoice.id }, issued);
      Object.assign(invoice, issued);
    }
    await this.sums.owed({ issued: invoices });
  }

  /** Holds those that stand, in the order of their ids, before the books are. */
  lock(openingId: string): Promise<Invoice[]> {
    return this.invoices.find({
      where: { openingId, status: Not(In(['draft', 'void'])) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Throws where one of them was paid, credited or written off, or was on a later day. */
  async takeBack({ entryId, date }: { entryId: string; date: string }): Promise<void> {
    for (const invoice of await this.lock(entryId)) {
      const { paid, credited, writtenOff } = invoice;
      if (paid + credited + writtenOff !== 0)
        throw new OpeningItemsSettledError(`receivable ${numberOf(invoice)}`);
      const { booked } = await this.history.days(invoice);
      if (date < booked) throw new DateTooEarlyError(date, booked);
      const gone = { status: 'void' as const, voidedAt: this.clock.now(), voidedOn: date };
      await this.invoices.update({ id: invoice.id }, { ...gone, voidReason: 'Opening balances taken back' });
      await this.sums.owed({ changed: { ...invoice, ...gone } });
    }
  }
}

const columnsOf = ({ customerId, locationId, number, date, dueDate, amount }: OpenReceivable) => ({
  ...{ customerId, locationId, foreignNumber: number, dueDate },
  ...listedBy(date, { number, dueDate }),
  ...{ net: amount, tax: 0, total: amount },
});

const lineOf = ({ number, amount }: OpenReceivable) => ({
  ...{ position: 1, description: `Open item ${number}`, quantity: '1.000', discount: '0.0000' },
  ...{ unitPrice: amount, taxRate: '0.0000', net: amount, tax: 0, gross: amount },
});
