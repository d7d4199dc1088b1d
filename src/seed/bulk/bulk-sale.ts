import { totalAmounts, lineAmounts } from '../../kernel/money/line.js';
import { fixed } from '../../kernel/money/decimal.js';
import type { TaxRate } from '../../features/accounting/rows/tax-rate.entity.js';
import type { Company } from '../../features/company/company.js';
import type { Customer } from '../../features/sales/rows/customer.entity.js';
import { Invoice } from '../../features/sales/rows/invoice.entity.js';
import { listedBy } from '../../features/sales/rows/invoice.listed.js';
import { partiesOf } from '../../features/sales/rows/invoice.parties.js';
import { InvoiceLine } from '../../features/sales/rows/invoice-line.entity.js';
import { listPrice } from '../../features/sales/pricing/line-pricing.js';
import { Payment, type PaymentMethod } from '../../features/sales/rows/payment.entity.js';
import type { Product } from '../../features/sales/rows/product.entity.js';
import type { DemoInvoice } from '../books/demo.books.js';

/** What the demo books point at by position, as rows. */
export interface BulkMasterData {
  company: Company;
  /** The day that is booked on where none is given. */
  today: string;
  now: Date;
  customers: readonly Customer[];
  products: readonly Product[];
  /** Ids; none where invoices go to the company's only place, `mainLocation`. */
  locations: readonly string[];
  mainLocation: string | null;
  taxRates: ReadonlyMap<string, TaxRate>;
}

/** An invoice as it will be after issuing, voiding and paying; its row is inserted as a draft first. */
export interface BulkSale {
  invoice: Invoice;
  lines: InvoiceLine[];
  payment?: Payment & { method: PaymentMethod };
}

/** The same figures and texts as the services would write, without asking the store. Pure. */
export function bulkSale(demo: DemoInvoice, data: BulkMasterData): BulkSale {
  const customer = row(data.customers, demo.customer);
  const invoice = Object.assign(new Invoice(), {
    status: demo.fate,
    customerId: customer.id,
    locationId: data.locations[demo.location] ?? data.mainLocation,
    currency: data.company.currency,
    issueDate: demo.issueDate,
    dueDate: demo.dueDate,
    ...listedBy(demo.issueDate, demo),
  });
  const lines = demo.lines.map((_, index) => bulkLine(demo, index, { invoice, data }));
  const { net, tax, gross } = totalAmounts(lines);
  Object.assign(invoice, { net, tax, total: gross });
  if (demo.fate === 'draft') return { invoice, lines };
  Object.assign(invoice, { parties: partiesOf(data.company, customer), issuedAt: data.now });
  if (demo.fate === 'void') {
    const voided = { voidedAt: data.now, voidedOn: data.today, voidReason: 'Ordered twice' };
    Object.assign(invoice, voided);
  }
  const payment = bulkPayment(demo, invoice);
  return { invoice, lines, ...(payment && { payment }) };
}

function bulkLine(
  demo: DemoInvoice,
  index: number,
  { invoice, data }: { invoice: Invoice; data: BulkMasterData },
): InvoiceLine {
  const { quantity, discount, product: position } = row(demo.lines, index);
  const product = row(data.products, position);
  const rate = data.taxRates.get(product.taxRateId ?? '');
  const taxRate = fixed(rate?.rate ?? 0, 4);
  const list = { rates: data.taxRates, includesTax: data.company.pricesIncludeTax };
  const terms = {
    quantity,
    unitPrice: listPrice(product, { includesTax: false, taxRate }, list),
    discount: fixed(discount ?? 0, 4),
    taxRate,
  };
  return Object.assign(new InvoiceLine(), terms, lineAmounts(terms), {
    invoiceId: invoice.id,
    position: index + 1,
    productId: product.id,
    description: product.name,
    taxRateId: rate?.id ?? null,
    taxCode: rate?.code ?? null,
    taxCategory: rate?.category ?? 'zero',
  });
}

function bulkPayment({ fate, payment }: DemoInvoice, invoice: Invoice): BulkSale['payment'] {
  if (fate !== 'paid' && fate !== 'partially_paid') return undefined;
  invoice.paid = fate === 'paid' ? invoice.total : Math.ceil(invoice.total / 2);
  return Object.assign(new Payment(), payment, { invoiceId: invoice.id, amount: invoice.paid });
}

function row<T>(rows: readonly T[], position: number): T {
  const found = rows[position];
  if (found === undefined)
    throw new RangeError(`The demo books name position ${position} of ${rows.length}.`);
  return found;
}
