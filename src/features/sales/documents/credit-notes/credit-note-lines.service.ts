import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import {
  Decimal,
  exponentOf,
  formatMoney,
  type LineAmounts,
  parseMoney,
  parseQuantity,
  totalAmounts,
  UnknownReferenceError,
  ValidationError,
} from '../../../platform.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import type { InvoiceLine } from '../../rows/invoice-line.entity.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { type Creditable, creditable, ofAmount, ofQuantity } from './credit-note.amounts.js';
import { CreditExceedsInvoiceError } from '../../rows/credit-note.errors.js';
import type { CreditLineInput, CreditNoteInput } from './credit-note-input.dto.js';
import { CreditNoteLine } from '../../rows/credit-note-line.entity.js';

/** A line as it will be stored, without what the row itself adds. */
export type CreditedLine = Omit<
  CreditNoteLine,
  'id' | 'createdAt' | 'updatedAt' | 'version' | 'creditNoteId'
>;

export type OpenLine = { line: InvoiceLine; open: Creditable };

/** Turns what is to be credited into lines with amounts, and refuses more than the invoice has left. */
@Injectable()
export class CreditNoteLinesService {
  constructor(
    @InjectTenantRepository(CreditNoteLine) private readonly lines: Repository<CreditNoteLine>,
    private readonly invoices: InvoiceService,
  ) {}

  /** Of a locked invoice. Throws ValidationError, UnknownReferenceError or CreditExceedsInvoiceError. */
  async credit(invoice: Invoice, { lines: inputs, amount }: CreditNoteInput): Promise<CreditedLine[]> {
    const open = await this.open(invoice);
    if (inputs && !amount) return numbered(byLine(inputs, open));
    if (amount && !inputs) return numbered(byAmount(amount, open, exponentOf(invoice.currency)));
    const message = 'give either lines or an amount';
    throw new ValidationError([{ path: amount ? 'amount' : 'lines', message }]);
  }

  /** The lines of an invoice, and what credit notes have left of them. */
  async open(invoice: Invoice): Promise<OpenLine[]> {
    const lines = await this.invoices.linesOf(invoice);
    const credited = await this.lines.findBy({ invoiceLineId: In(lines.map(({ id }) => id)) });
    const byInvoiceLine = Map.groupBy(credited, ({ invoiceLineId }) => invoiceLineId);
    return lines.map((line) => {
      const { quantity, taxRate, net, tax, gross } = line;
      const charged = { quantity, taxRate, priceIncludesTax: invoice.pricesIncludeTax, net, tax, gross };
      return { line, open: creditable(charged, byInvoiceLine.get(line.id) ?? []) };
    });
  }
}

type Part = { line: InvoiceLine; quantity: string | null } & LineAmounts;

function byLine(inputs: readonly CreditLineInput[], lines: readonly OpenLine[]): Part[] {
  const seen = new Set<number>();
  return inputs.map(({ position, quantity: wanted }, index) => {
    const path = `lines.${index}`;
    const found = lines.find(({ line }) => line.position === position);
    if (!found) throw new UnknownReferenceError(`${path}.position`, String(position));
    if (seen.has(position)) {
      throw new ValidationError([{ path: `${path}.position`, message: 'stands here a second time' }]);
    }
    seen.add(position);
    const { line, open } = found;
    const quantity = wanted ? parseQuantity(wanted, `${path}.quantity`) : open.left.quantity;
    const isEmpty = open.left.gross === 0 || new Decimal(open.left.quantity).lessThanOrEqualTo(0);
    if (isEmpty || new Decimal(quantity).greaterThan(open.left.quantity)) {
      throw new CreditExceedsInvoiceError(`${path}.quantity`, isEmpty ? '0.000' : open.left.quantity);
    }
    return { line, quantity, ...ofQuantity(open, quantity) };
  });
}

function byAmount(text: string, lines: readonly OpenLine[], exponent: number): Part[] {
  const amount = parseMoney(text, exponent, 'amount');
  const { gross: left } = totalAmounts(lines.map(({ open }) => open.left));
  if (amount > left) throw new CreditExceedsInvoiceError('amount', formatMoney(left, exponent));
  const parts = ofAmount(
    lines.map(({ open }) => open),
    amount,
  );
  return lines.flatMap(({ line }, index) => {
    const part = parts[index];
    return part && part.gross > 0 ? [{ line, quantity: null, ...part }] : [];
  });
}

const numbered = (parts: readonly Part[]): CreditedLine[] =>
  parts.map(({ line, ...amounts }, index) => {
    const { id: invoiceLineId, productId, description, taxRateId, taxCode, taxRate, taxCategory } = line;
    const origin = { invoiceLineId, productId, description, taxRateId, taxCode, taxRate, taxCategory };
    return { position: index + 1, ...origin, ...amounts };
  });
