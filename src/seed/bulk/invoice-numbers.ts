import { Counter } from '../../features/numbering/counter.entity.js';
import { listedBy } from '../../features/sales/rows/invoice.listed.js';
import { counterName, numberText } from '../../features/numbering/number-series.js';
import { INVOICE_NUMBERS } from '../../features/sales/rows/sales.series.js';
import type { BulkSale } from './bulk-sale.js';

/** Numbers without gaps, by year of the issue date. */
export class InvoiceNumbers {
  private readonly years = new Map<string, Counter>();

  /** The series as they stand now, for whoever issues next. */
  get counters(): Counter[] {
    return [...this.years.values()];
  }

  /** Gives an issued invoice its number; a draft gets none. */
  number(sale: BulkSale): BulkSale {
    const { invoice } = sale;
    if (invoice.status === 'draft') return sale;
    const year = (invoice.issueDate ?? '').slice(0, 4);
    const name = counterName(INVOICE_NUMBERS, year);
    const counter = this.years.get(year) ?? Object.assign(new Counter(), { name });
    this.years.set(year, counter);
    counter.value += 1;
    counter.lastDate = invoice.issueDate;
    invoice.number = numberText(INVOICE_NUMBERS, counter.value, year);
    Object.assign(invoice, listedBy(invoice.listedOn, invoice));
    return sale;
  }
}
