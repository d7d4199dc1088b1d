import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { insertRows, inSlices } from '../../../platform.js';
import type { InvoiceInput, InvoiceLineInput, InvoicePatch } from '../../pricing/invoice-input.dto.js';
import { Invoice } from '../../rows/invoice.entity.js';
import { listedBy } from '../../rows/invoice.listed.js';
import { DueDateBeforeIssueDateError, OtherCurrencyError } from '../../rows/invoice.errors.js';
import { INVOICE_STATES } from '../../rows/invoice.states.js';
import { InvoiceLine } from '../../rows/invoice-line.entity.js';
import {
  type DocumentTerms,
  InvoicePricingService,
  type PricedDocument,
  type PricedLine,
} from '../../pricing/invoice-pricing.service.js';
import { InvoiceReferencesService } from './invoice-references.service.js';
import { InvoiceService } from './invoice.service.js';

/** Invoices before they are issued: written, rewritten, thrown away. */
@Injectable()
export class InvoiceDraftService {
  constructor(
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectTenantRepository(InvoiceLine) private readonly lines: Repository<InvoiceLine>,
    private readonly store: InvoiceService,
    private readonly references: InvoiceReferencesService,
    private readonly pricing: InvoicePricingService,
  ) {}

  @Transactional()
  async create({ lines: inputs, customerId, locationId, ...rest }: InvoiceInput): Promise<Invoice> {
    assertDates(rest.issueDate, rest.dueDate);
    await this.references.customer(customerId);
    const location = await this.references.location(locationId);
    const { lines, on, ...amounts } = await this.pricing.price(inputs, rest);
    const columns = {
      ...rest,
      ...amounts,
      customerId,
      locationId: location,
      ...listedBy(on, rest),
    };
    return this.insert(this.invoices.create(columns), lines);
  }

  /** Lines, when given, replace all lines. */
  @Transactional()
  async update(
    id: string,
    { version, lines: inputs, discount, pricesIncludeTax, ...change }: InvoicePatch,
  ): Promise<Invoice> {
    const invoice = await this.lockFor('update', id, version);
    const { issueDate = invoice.issueDate, dueDate = invoice.dueDate } = change;
    assertDates(issueDate, dueDate);
    if (change.customerId !== undefined) await this.references.customer(change.customerId);
    if (change.locationId !== undefined) await this.references.location(change.locationId);
    const listed = listedBy(issueDate ?? invoice.listedOn, { dueDate });
    const isRepriced = discount !== undefined || pricesIncludeTax !== undefined;
    if (inputs === undefined && !isRepriced) {
      await this.store.change(invoice, { ...listed, ...change });
      return invoice;
    }
    const { lines, ...amounts } = await this.repriced(invoice, inputs, {
      issueDate,
      discount,
      pricesIncludeTax,
    });
    await this.store.change(invoice, { ...listed, ...change, ...amounts });
    await this.lines.delete({ invoiceId: id });
    await this.insertLines(invoice, lines);
    return invoice;
  }

  private async repriced(
    invoice: Invoice,
    inputs: readonly InvoiceLineInput[] | undefined,
    { issueDate, discount = invoice.discount, pricesIncludeTax = invoice.pricesIncludeTax }: DocumentTerms,
  ): Promise<Omit<PricedDocument, 'on'>> {
    const terms = { issueDate, discount, pricesIncludeTax };
    if (inputs) {
      const { on: _, ...priced } = await this.pricing.price(inputs, terms);
      return priced;
    }
    const repriced = await this.pricing.reprice(
      await this.store.linesOf(invoice),
      terms,
      invoice.pricesIncludeTax,
    );
    if (repriced.currency !== invoice.currency)
      throw new OtherCurrencyError(invoice.currency, repriced.currency);
    return repriced;
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    await this.lockFor('delete', id);
    await this.lines.delete({ invoiceId: id });
    await this.invoices.delete({ id });
  }

  /** A new draft with the same customer and lines, at the prices and taxes of the original. */
  @Transactional()
  async duplicate(id: string): Promise<Invoice> {
    const original = await this.store.get(id);
    const { customerId, locationId, currency, notes, net, tax, total, discount, pricesIncludeTax } = original;
    const { on } = await this.pricing.price([]);
    const terms = { discount, pricesIncludeTax };
    const copy = { customerId, locationId, currency, notes, net, tax, total, ...terms, ...listedBy(on, {}) };
    return this.insert(this.invoices.create(copy), await this.store.linesOf(original));
  }

  private async lockFor(verb: 'update' | 'delete', id: string, version?: number): Promise<Invoice> {
    const invoice = await this.store.lock(id, version);
    INVOICE_STATES.assert(invoice, verb);
    return invoice;
  }

  private async insert(invoice: Invoice, lines: readonly PricedLine[]): Promise<Invoice> {
    await this.invoices.insert(invoice);
    await this.insertLines(invoice, lines);
    return invoice;
  }

  private async insertLines(invoice: Invoice, lines: readonly PricedLine[]): Promise<void> {
    const rows = await inSlices(lines, (line) =>
      this.lines.create({ ...copied(line), invoiceId: invoice.id }),
    );
    await insertRows(this.lines.manager, InvoiceLine, rows);
  }
}

/** The line without what belongs to the row it may have come from. */
function copied(line: PricedLine & { id?: string }): PricedLine {
  const { position, productId, description, quantity, unitPrice, discount, taxRateId, taxCode, taxRate } =
    line;
  const { taxCategory, net, tax, gross } = line;
  const terms = { position, productId, description, quantity, unitPrice, discount };
  return { ...terms, taxRateId, taxCode, taxRate, taxCategory, net, tax, gross };
}

function assertDates(issueDate: string | null | undefined, dueDate: string | null | undefined): void {
  if (issueDate && dueDate && dueDate < issueDate) throw new DueDateBeforeIssueDateError(issueDate, dueDate);
}
