import { Counter } from '../../features/sales/rows/counter.entity.js';
import { listedBy } from '../../features/sales/rows/invoice.listed.js';
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
    const counter = this.years.get(year) ?? Object.assign(new Counter(), { name: `invoice-${year}` });
    this.years.set(year, counter);
    counter.value += 1;
    counter.lastDate = invoice.issueDate;
    invoice.number = `INV-${year}-${String(counter.value).padStart(6, '0')}`;
    Object.assign(invoice, listedBy(invoice.listedOn, invoice));
    return sale;
  }
}
