import type { AccountRole } from '../../features/accounting/rows/account.entity.js';
import { JournalEntry } from '../../features/accounting/rows/journal-entry.entity.js';
import { JournalLine } from '../../features/accounting/rows/journal-line.entity.js';
import { JournalTaxPart } from '../../features/accounting/rows/journal-tax-part.entity.js';
import { AccountingYear } from '../../features/accounting/rows/accounting-year.entity.js';
import { journalNumber, yearOf } from '../../features/accounting/calendar/calendar.service.js';
import { balancedTotal, linesOf, mirrored } from '../../features/accounting/rows/entry-lines.js';
import { MONEY_ACCOUNTS, type Slot } from '../../features/accounting/rows/posting.rules.js';
import type { Amounts, PaymentMethod, TaxPart } from '../../features/accounting/rows/postings.js';
import type { Invoice } from '../../features/sales/rows/invoice.entity.js';
import type { InvoiceLine } from '../../features/sales/rows/invoice-line.entity.js';
import {
  SALES_POSTINGS,
  SALES_WITHDRAWALS,
  type SalesPosting,
} from '../../features/sales/record/ledger/sales.posting.js';
import { taxParts } from '../../features/sales/rows/tax-parts.js';
import { BulkBalances } from './bulk-balances.js';
import type { BulkSale } from './bulk-sale.js';

/** A journal entry with its parts, to be inserted as a draft and posted then. */
export interface BulkEntry {
  entry: JournalEntry;
  lines: JournalLine[];
  taxes: JournalTaxPart[];
}

type NewEntry = Pick<JournalEntry, 'date' | 'memo' | 'source' | 'sourceId' | 'locationId'> & {
  reversesId?: string;
  lines: readonly { accountId: string; debit: number; credit: number }[];
  taxes: readonly TaxPart[];
};

/** Keeps the books of many sales in memory, by the same rules as the services keep them in the store. */
export class BulkLedger {
  readonly balances = new BulkBalances();
  private readonly numbered = new Map<number, AccountingYear>();

  constructor(
    private readonly accounts: ReadonlyMap<AccountRole, string>,
    private readonly today: string,
  ) {}

  /** The years with the numbers given out last. */
  get years(): AccountingYear[] {
    return [...this.numbered.values()];
  }

  /** What an issued invoice, its voiding and its payment mean to the books. */
  post({ invoice, lines, payment }: BulkSale): BulkEntry[] {
    const issued = this.issued(invoice, lines);
    if (invoice.status === 'void') return [issued, this.voided(invoice, issued)];
    if (!payment) return [issued];
    const amounts = { total: payment.amount };
    const { id: sourceId, receivedOn: date, method } = payment;
    const { memo, lines: booked } = this.ruled('payment_received', amounts, method);
    const paid = { ...documentOf(invoice, memo), date, sourceId, lines: booked, taxes: [] };
    return [issued, this.entry({ ...paid, source: 'payment_received' })];
  }

  private issued(invoice: Invoice, lines: readonly InvoiceLine[]): BulkEntry {
    const { memo, lines: booked } = this.ruled('invoice_issued', amountsOf(invoice));
    const document = documentOf(invoice, memo);
    return this.entry({ ...document, source: 'invoice_issued', lines: booked, taxes: taxParts(lines) });
  }

  private voided(invoice: Invoice, { entry, lines, taxes }: BulkEntry): BulkEntry {
    return this.entry({
      ...documentOf(invoice, SALES_WITHDRAWALS.invoice_voided.memo),
      date: this.today,
      source: 'invoice_voided',
      reversesId: entry.id,
      lines: mirrored(lines.map(({ accountId, debit, credit }) => ({ accountId, debit, credit }))),
      taxes: taxes.map(({ taxRateId, category, net, tax }) => ({
        taxRateId,
        category,
        net: -net,
        tax: -tax,
      })),
    });
  }

  private ruled(event: SalesPosting, amounts: Amounts, method: PaymentMethod = 'other') {
    const rule = SALES_POSTINGS[event];
    const accountOf = (slot: Slot): string => {
      const role = slot === 'money' ? MONEY_ACCOUNTS[method] : slot;
      const id = role === 'named' ? undefined : this.accounts.get(role);
      if (id === undefined) throw new Error(`The chart of accounts has no account with the role "${role}".`);
      return id;
    };
    return { memo: rule.memo, lines: linesOf(rule, { amounts, locationId: null }, accountOf) };
  }

  private entry({ lines, taxes, ...fields }: NewEntry): BulkEntry {
    const entry = Object.assign(new JournalEntry(), fields, {
      number: this.takeNumber(fields.date),
      total: balancedTotal(lines),
    });
    const { id: entryId, date, locationId } = entry;
    const written = lines.map((line, position) =>
      Object.assign(new JournalLine(), line, { entryId, date, locationId, position }),
    );
    const taxed = taxes.map((tax) =>
      Object.assign(new JournalTaxPart(), tax, { entryId, direction: 'sale' }),
    );
    this.balances.add(entry, written, taxed);
    return { entry, lines: written, taxes: taxed };
  }

  private takeNumber(date: string): string {
    const year = yearOf(date);
    const row = this.numbered.get(year) ?? Object.assign(new AccountingYear(), { year });
    this.numbered.set(year, row);
    row.lastNumber += 1;
    return journalNumber(row);
  }
}

const amountsOf = ({ net, tax, total }: Invoice): Amounts => ({ net, tax, total });

const documentOf = ({ id, number, issueDate, locationId }: Invoice, memo: string) => ({
  sourceId: id,
  memo: `${memo} ${number ?? ''}`,
  date: issueDate ?? '',
  locationId,
});
