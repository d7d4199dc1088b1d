import { Injectable } from '@nestjs/common';
import { fixed, lineAmounts, UnknownReferenceError } from '../../platform.js';
import { type TaxRate, TaxRateService } from '../../accounting/index.js';
import { CompanyService } from '../../company/index.js';
import { ProductService } from '../products/product.service.js';
import type { InvoiceLineInput } from './invoice-input.dto.js';
import {
  documentTotals,
  listPrice,
  type PricedLine,
  pricedLine,
  type PriceList,
  withProduct,
} from './line-pricing.js';

export type { PricedLine } from './line-pricing.js';

/** What holds for all lines of a document. */
export interface DocumentTerms {
  issueDate?: string | null | undefined;
  /** A fraction; left out: none. */
  discount?: string | null | undefined;
  /** Left out: as the company's settings say. */
  pricesIncludeTax?: boolean | null | undefined;
}

/** Lines with their amounts and sums, in minor units of the company's currency. */
export interface PricedDocument {
  currency: string;
  /** The day the prices are for: the issue date, else today. */
  on: string;
  discount: string;
  pricesIncludeTax: boolean;
  lines: PricedLine[];
  net: number;
  tax: number;
  total: number;
}

/** Turns what people write into lines with amounts: defaults from products, tax from tax rates. */
@Injectable()
export class InvoicePricingService {
  constructor(
    private readonly products: ProductService,
    private readonly taxRates: TaxRateService,
    private readonly company: CompanyService,
  ) {}

  /** Throws UnknownReferenceError, TaxRateInactiveError, ValidationError or AmountOutOfRangeError by line. */
  async price(inputs: readonly InvoiceLineInput[], terms: DocumentTerms = {}): Promise<PricedDocument> {
    const { currency, exponent, timeZone, ...company } = await this.company.get();
    const on = terms.issueDate ?? this.company.dayIn(timeZone);
    const discount = fixed(terms.discount ?? 0, 4);
    const pricesIncludeTax = terms.pricesIncludeTax ?? company.pricesIncludeTax;
    const shared = { documentDiscount: discount, priceIncludesTax: pricesIncludeTax };
    const products = await this.products.find(inputs.flatMap(({ productId }) => productId ?? []));
    const drafts = inputs.map((line, index) => withProduct(line, products, `lines.${index}`));
    const rates = await this.rates([...drafts, ...products.values()]);
    this.assertUsable(drafts, rates, on);
    const includesTax = company.pricesIncludeTax;
    const pricing = { exponent, rates, includesTax, shared };
    const lines = drafts.map((draft, index) => pricedLine(draft, index, pricing));
    const { net, tax, gross } = documentTotals(lines);
    return { currency, on, discount, pricesIncludeTax, lines, net, tax, total: gross };
  }

  /**
   * Lines that are stored, under other terms of their document. Prices that people wrote stay as they are; those of
   * products are read anew where the document begins or ceases to include the tax. `included`: whether it did.
   */
  async reprice(
    lines: readonly PricedLine[],
    terms: DocumentTerms,
    included: boolean,
  ): Promise<Omit<PricedDocument, 'on'>> {
    const { currency, on: _, ...document } = await this.price([], terms);
    const { discount: documentDiscount, pricesIncludeTax: priceIncludesTax } = document;
    const unitPriceOf =
      included === priceIncludesTax
        ? ({ unitPrice }: PricedLine) => unitPrice
        : await this.pricesAnew(lines, { from: included, to: priceIncludesTax });
    const repriced = lines.map((line, index) => {
      const charge = { ...line, unitPrice: unitPriceOf(line) };
      return {
        ...charge,
        ...lineAmounts({ ...charge, documentDiscount, priceIncludesTax }, `lines.${index}`),
      };
    });
    const { net, tax, gross } = documentTotals(repriced);
    return { ...document, currency, lines: repriced, net, tax, total: gross };
  }

  private async pricesAnew(
    lines: readonly PricedLine[],
    { from, to }: { from: boolean; to: boolean },
  ): Promise<(line: PricedLine) => number> {
    const products = await this.products.find(lines.flatMap(({ productId }) => productId ?? []));
    const list: PriceList = {
      rates: await this.rates([...products.values()]),
      includesTax: (await this.company.get()).pricesIncludeTax,
    };
    return ({ productId, unitPrice, taxRate }) => {
      const product = products.get(productId ?? '');
      if (!product || unitPrice !== listPrice(product, { includesTax: from, taxRate }, list))
        return unitPrice;
      return listPrice(product, { includesTax: to, taxRate }, list);
    };
  }

  /** Throws UnknownReferenceError or TaxRateInactiveError by line. */
  async assertUsableRates(lines: readonly WithRate[], on: string): Promise<void> {
    this.assertUsable(lines, await this.rates(lines), on);
  }

  private assertUsable(lines: readonly WithRate[], rates: ReadonlyMap<string, TaxRate>, on: string): void {
    for (const [index, { taxRateId }] of lines.entries()) {
      if (!taxRateId) continue;
      const path = `lines.${index}.taxRateId`;
      const rate = rates.get(taxRateId);
      if (!rate) throw new UnknownReferenceError(path, taxRateId);
      this.taxRates.assertUsable(rate, on, path);
    }
  }

  private rates(carriers: readonly WithRate[]): Promise<Map<string, TaxRate>> {
    return this.taxRates.find(carriers.flatMap(({ taxRateId }) => taxRateId ?? []));
  }
}

interface WithRate {
  taxRateId?: string | null | undefined;
}
