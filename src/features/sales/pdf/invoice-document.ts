import { exponentOf } from '../../../money/currency.js';
import { formatMoney, sumMoney } from '../../../money/money.js';
import { balanceOf } from '../invoices/invoice.amounts.js';
import type { Invoice } from '../invoices/invoice.entity.js';
import type { Parties } from '../invoices/invoice.parties.js';
import type { InvoiceLine } from '../invoices/invoice-line.entity.js';
import { grouped, percent, trimmed } from './pdf-text.js';

/** A name and what stands beside it. */
export type Fact = readonly [label: string, value: string];

/** An invoice as words on paper: what stands where is the PDF's business, what it says is here. */
export interface InvoiceDocument {
  title: string;
  /** Written across the page of what must not be taken for a valid invoice. */
  stamp?: string;
  seller: { name: string; color?: string; lines: string[] };
  buyer: string[];
  facts: Fact[];
  /** Position, description, quantity, price, discount, tax, net. */
  rows: string[][];
  totals: Fact[];
  /** The last of the totals: what is to be paid. */
  due: Fact;
  notes?: string;
  footer: string[];
}

export function invoiceDocument(
  invoice: Invoice,
  lines: readonly InvoiceLine[],
  { seller, buyer }: Parties,
): InvoiceDocument {
  const exponent = exponentOf(invoice.currency);
  const amount = (minor: number) => grouped(formatMoney(minor, exponent));
  return {
    title: 'Invoice',
    stamp: STAMPS[invoice.status],
    seller: { name: seller.legalName || seller.name, color: seller.color, lines: sellerLines(seller) },
    buyer: [buyer.name, ...textLines(buyer.address), ...labelled('Tax no.', buyer.taxNumber)],
    facts: factsOf(invoice, buyer.code),
    rows: lines.map((line) => rowOf(line, amount)),
    totals: [
      ['Net', amount(invoice.net)],
      ...taxesOf(lines, amount),
      [`Total ${invoice.currency}`, amount(invoice.total)],
      ...(invoice.paid === 0 ? [] : [['Paid', amount(-invoice.paid)] as const]),
    ],
    due: [`Amount due ${invoice.currency}`, amount(balanceOf(invoice))],
    notes: invoice.notes ?? undefined,
    footer: footerOf(seller),
  };
}

const STAMPS: Partial<Record<Invoice['status'], string>> = { draft: 'DRAFT', void: 'VOID' };

const textLines = (text?: string): string[] => (text ?? '').split('\n').filter((line) => line.trim() !== '');

const labelled = (label: string, value?: string): string[] => (value ? [`${label} ${value}`] : []);

const sellerLines = (seller: Parties['seller']): string[] => [
  ...textLines(seller.address),
  ...[seller.phone, seller.email, seller.website].filter((line) => line !== undefined),
];

const factsOf = (invoice: Invoice, customerCode: string): Fact[] => [
  ['Number', invoice.number ?? '—'],
  ['Date', invoice.issueDate ?? '—'],
  ...(invoice.dueDate ? [['Due', invoice.dueDate] as const] : []),
  ['Customer no.', customerCode],
];

const rowOf = (line: InvoiceLine, amount: (minor: number) => string): string[] => [
  String(line.position),
  line.description,
  trimmed(line.quantity),
  amount(line.unitPrice),
  Number(line.discount) === 0 ? '' : percent(line.discount),
  line.taxRateId === null ? '' : percent(line.taxRate),
  amount(line.net),
];

/** One line per rate: the law wants the net amount and the tax of each. */
function taxesOf(lines: readonly InvoiceLine[], amount: (minor: number) => string): Fact[] {
  const taxed = lines.filter((line) => line.taxRateId !== null);
  const groups = Map.groupBy(taxed, (line) => `${line.taxCode ?? 'Tax'} ${percent(line.taxRate)}`);
  return [...groups].map(([name, group]) => [
    `${name} on ${amount(sumMoney(group.map((line) => line.net)))}`,
    amount(sumMoney(group.map((line) => line.tax))),
  ]);
}

const footerOf = (seller: Parties['seller']): string[] =>
  [
    [seller.legalName || seller.name, ...labelled('Tax no.', seller.taxNumber), seller.registration],
    [...labelled('Bank', seller.bank), ...labelled('IBAN', seller.iban), ...labelled('BIC', seller.bic)],
  ]
    .map((parts) => parts.filter((part) => part !== undefined && part !== '').join(' · '))
    .filter((line) => line !== '');
