import { type BusinessDocument, exponentOf, formatMoney } from '../../../platform.js';
import type { WholeCreditNote } from './credit-note-view.dto.js';
import type { CreditNoteLine } from '../../rows/credit-note-line.entity.js';
import { numberOf } from '../../rows/invoice.entity.js';
import { footerOf, LINE_COLUMNS, partyLines, taxesOf } from '../invoices/invoice-document.js';
import { grouped, percent, trimmed } from '../../pdf/pdf-numbers.js';

/** A credit note as words on paper, laid out like an invoice. */
export function creditNoteDocument({ note, lines, invoice }: WholeCreditNote): BusinessDocument {
  const exponent = exponentOf(note.currency);
  const amount = (minor: number) => grouped(formatMoney(minor, exponent));
  return {
    title: 'Credit note',
    ...partyLines(note.parties),
    facts: [
      ['Number', note.number],
      ['Date', note.issueDate],
      ['For invoice', numberOf(invoice) ?? '—'],
      ['Customer no.', note.parties.buyer.code],
    ],
    columns: LINE_COLUMNS,
    rows: lines.map((line) => rowOf(line, amount)),
    totals: [['Net', amount(note.net)], ...taxesOf(lines, amount)],
    due: [`Credited ${note.currency}`, amount(note.total)],
    notes: `Reason: ${note.reason}`,
    footer: footerOf(note.parties.seller),
  };
}

const rowOf = (line: CreditNoteLine, amount: (minor: number) => string): string[] => [
  String(line.position),
  line.description,
  line.quantity === null ? '' : trimmed(line.quantity),
  '',
  '',
  line.taxRateId === null ? '' : percent(line.taxRate),
  amount(line.net),
];
