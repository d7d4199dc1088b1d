import {
  type BusinessDocument,
  type Column,
  exponentOf,
  type Fact,
  formatMoney,
  groupedIban,
  sumMoney,
} from '../../../platform.js';
import { balanceOf } from '../../rows/invoice.amounts.js';
import { type Invoice, numberOf } from '../../rows/invoice.entity.js';
import type { Parties } from '../../rows/invoice.parties.js';
import type { InvoiceLine } from '../../rows/invoice-line.entity.js';
import { grouped, percent, trimmed } from '../../pdf/pdf-numbers.js';

/** Of invoices and credit notes. */
export const LINE_COLUMNS: readonly Column[] = [
  { title: '#', align: 'left' },
  { title: 'Description', align: 'left', wide: true },
  { title: 'Quantity', align: 'right' },
  { title: 'Price', align: 'right' },
  { title: 'Discount', align: 'right' },
  { title: 'Tax', align: 'right' },
  { title: 'Net', align: 'right' },
];

export function invoiceDocument(
  invoice: Invoice,
  lines: readonly InvoiceLine[],
  parties: Parties,
): BusinessDocument {
  const exponent = exponentOf(invoice.currency);
  const amount = (minor: number) => grouped(formatMoney(minor, exponent));
  return {
    title: 'Invoice',
    stamp: STAMPS[invoice.status],
    ...partyLines(parties),
    facts: factsOf(invoice, parties.buyer.code),
    columns: LINE_COLUMNS,
    rows: lines.map((line) => rowOf(line, amount)),
    totals: [
      ['Net', amount(invoice.net)],
      ...taxesOf(lines, amount),
      [`Total ${invoice.currency}`, amount(invoice.total)],
      ...(invoice.paid === 0 ? [] : [['Paid', amount(-invoice.paid)] as const]),
      ...(invoice.credited === 0 ? [] : [['Credited', amount(-invoice.credited)] as const]),
    ],
    due: [`Amount due ${invoice.currency}`, amount(balanceOf(invoice))],
    notes: invoice.notes ?? undefined,
    footer: footerOf(parties.seller),
  };
}

const STAMPS: Partial<Record<Invoice['status'], string>> = { draft: 'DRAFT', void: 'VOID' };

/** Who sells and who buys, in lines. */
export const partyLines = ({ seller, buyer }: Parties): Pick<BusinessDocument, 'seller' | 'buyer'> => ({
  seller: { name: seller.legalName || seller.name, color: seller.color, lines: sellerLines(seller) },
  buyer: [buyer.name, ...textLines(buyer.address), ...labelled('Tax no.', buyer.taxNumber)],
});

const textLines = (text?: string): string[] => (text ?? '').split('\n').filter((line) => line.trim() !== '');

const labelled = (label: string, value?: string): string[] => (value ? [`${label} ${value}`] : []);

const sellerLines = (seller: Parties['seller']): string[] => [
  ...textLines(seller.address),
  ...[seller.phone, seller.email, seller.website].filter((line) => line !== undefined),
];

const factsOf = (invoice: Invoice, customerCode: string): Fact[] => [
  ['Number', numberOf(invoice) ?? '—'],
  ['Date', invoice.issueDate ?? (invoice.openedOn === null ? '—' : invoice.listedOn)],
  ...(invoice.dueDate ? [['Due', invoice.dueDate] as const] : []),
  ['Customer no.', customerCode],
  ...(Number(invoice.discount) === 0 ? [] : [['Discount', percent(invoice.discount)] as const]),
  ...(invoice.pricesIncludeTax ? [['Prices', 'with tax'] as const] : []),
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

type TaxedLine = Pick<InvoiceLine, 'taxRateId' | 'taxCode' | 'taxRate' | 'net' | 'tax'>;

/** One line per rate: the law wants the net amount and the tax of each. */
export function taxesOf(lines: readonly TaxedLine[], amount: (minor: number) => string): Fact[] {
  const taxed = lines.filter((line) => line.taxRateId !== null);
  const groups = Map.groupBy(taxed, (line) => `${line.taxCode ?? 'Tax'} ${percent(line.taxRate)}`);
  return [...groups].map(([name, group]) => [
    `${name} on ${amount(sumMoney(group.map((line) => line.net)))}`,
    amount(sumMoney(group.map((line) => line.tax))),
  ]);
}

export const footerOf = (seller: Parties['seller']): string[] =>
  [
    [seller.legalName || seller.name, ...labelled('Tax no.', seller.taxNumber), seller.registration],
    [
      ...labelled('Bank', seller.bank),
      ...labelled('IBAN', seller.iban && groupedIban(seller.iban)),
      ...labelled('BIC', seller.bic),
    ],
  ]
    .map((parts) => parts.filter((part) => part !== undefined && part !== '').join(' · '))
    .filter((line) => line !== '');
