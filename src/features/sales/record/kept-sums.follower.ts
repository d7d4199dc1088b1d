import { Injectable } from '@nestjs/common';
import { KeptSums } from '../kept/kept-sums.service.js';
import type { Invoice } from '../rows/invoice.entity.js';
import type { SalesEvents, SalesFollower } from './sales-event.js';

/** Keeps what reports are made of. */
@Injectable()
export class KeptSumsFollower implements SalesFollower {
  readonly on: SalesFollower['on'] = {
    'invoice.issued': (happened) => this.issued(happened),
    'invoice.voided': (happened) => this.voided(happened),
    'invoice.written_off': ({ invoice }) => this.changed(invoice),
    'invoice.write_off_reversed': ({ invoice }) => this.changed(invoice),
    'credit_note.issued': (happened) => this.credited(happened),
    'payment.received': ({ invoice }) => this.changed(invoice),
    'payment.reversed': ({ invoice }) => this.changed(invoice),
  };

  constructor(private readonly sums: KeptSums) {}

  private async issued({ invoice, lines }: SalesEvents['invoice.issued']): Promise<void> {
    await this.sums.sold({ ...invoice, date: invoice.issueDate ?? '', lines, sign: 1, invoices: 1 });
    await this.sums.owed({ issued: [invoice] });
  }

  private async voided({ invoice, lines, date }: SalesEvents['invoice.voided']): Promise<void> {
    await this.sums.sold({ ...invoice, date, lines, sign: -1, invoices: -1 });
    await this.changed(invoice);
  }

  private async credited({ invoice, note, lines }: SalesEvents['credit_note.issued']): Promise<void> {
    await this.sums.sold({ ...note, date: note.issueDate, lines, sign: -1, invoices: 0 });
    await this.changed(invoice);
  }

  private changed(invoice: Invoice): Promise<void> {
    return this.sums.owed({ changed: invoice });
  }
}
