import type { Parties } from '../rows/invoice.parties.js';
import type { CustomerStatementDto, StatementKind } from './customer-statement.dto.js';
import type { BusinessDocument, Fact } from '../../platform.js';
import { footerOf, partyLines } from '../documents/invoices/invoice-document.js';
import { grouped } from '../pdf/pdf-numbers.js';

const NAMES: Readonly<Record<StatementKind, string>> = {
  invoice: 'Invoice',
  void: 'Void invoice',
  payment: 'Payment of',
  reversal: 'Reversed payment of',
  credit_note: 'Credit note',
  refund: 'Refund',
  open_item: 'Open item',
  entry: 'Entry',
  write_off: 'Written off',
  write_off_reversal: 'Reversed write-off of',
};

/** A statement as words on paper, laid out like an invoice. */
export function statementDocument(statement: CustomerStatementDto, parties: Parties): BusinessDocument {
  const { customer, currency, from, to, opening, entries, closing } = statement;
  return {
    title: 'Statement',
    ...partyLines(parties),
    facts: [
      ['From', from],
      ['To', to],
      ['Customer no.', customer.code],
    ],
    columns: [
      { title: 'Date', align: 'left' },
      { title: 'Document', align: 'left', wide: true },
      { title: 'Due', align: 'left' },
      { title: 'Amount', align: 'right' },
      { title: 'Balance', align: 'right' },
    ],
    rows: [[from, 'Opening balance', '', '', grouped(opening)], ...entries.map(rowOf)],
    totals: agedOf(statement),
    due: [`Balance ${currency}`, grouped(closing)],
    footer: footerOf(parties.seller),
  };
}

const rowOf = (entry: CustomerStatementDto['entries'][number]): string[] => [
  entry.date,
  [NAMES[entry.kind], entry.number, entry.reference && `(${entry.reference})`].filter(Boolean).join(' '),
  entry.dueDate ?? '',
  grouped(entry.amount),
  grouped(entry.balance),
];

function agedOf({ aged, credit }: CustomerStatementDto): Fact[] {
  const shown: Fact[] = [
    ['Not due', aged.current],
    ['1 to 30 days overdue', aged.days1to30],
    ['31 to 60 days overdue', aged.days31to60],
    ['61 to 90 days overdue', aged.days61to90],
    ['Over 90 days overdue', aged.over90],
  ];
  const left: Fact[] = Number(credit) === 0 ? [] : [['Your credit', `-${credit}`]];
  return [...shown, ...left].map(([label, amount]) => [label, grouped(amount)]);
}
