import { Injectable } from '@nestjs/common';
import { exponentOf, formatMoney } from '../../../platform.js';
import type { PreviewInput } from '../../pricing/invoice-input.dto.js';
import { InvoiceLineDto, type PreviewDto } from './invoice-view.dto.js';
import { InvoicePricingService } from '../../pricing/invoice-pricing.service.js';
import { InvoiceReferencesService } from './invoice-references.service.js';

/** Computes an invoice by the rules of a draft and stores nothing. */
@Injectable()
export class InvoicePreviewService {
  constructor(
    private readonly references: InvoiceReferencesService,
    private readonly pricing: InvoicePricingService,
  ) {}

  async preview({
    customerId,
    locationId,
    issueDate,
    dueDate,
    notes,
    discount,
    pricesIncludeTax,
    lines,
  }: PreviewInput): Promise<PreviewDto> {
    if (customerId) await this.references.customer(customerId);
    const location = await this.references.location(locationId);
    const { currency, ...priced } = await this.pricing.price(lines, {
      issueDate,
      discount,
      pricesIncludeTax,
    });
    const exponent = exponentOf(currency);
    return {
      customerId: customerId ?? null,
      locationId: location,
      currency,
      issueDate: issueDate ?? null,
      dueDate: dueDate ?? null,
      notes: notes ?? null,
      discount: priced.discount,
      pricesIncludeTax: priced.pricesIncludeTax,
      lines: priced.lines.map((line) => InvoiceLineDto.of(line, exponent)),
      net: formatMoney(priced.net, exponent),
      tax: formatMoney(priced.tax, exponent),
      total: formatMoney(priced.total, exponent),
    };
  }
}
