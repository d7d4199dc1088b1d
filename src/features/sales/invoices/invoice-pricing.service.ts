import { Injectable } from '@nestjs/common';
import { UnknownReferenceError, ValidationError } from '../../../errors.js';
import { dayIn } from '../../../input/day.js';
import { fixed } from '../../../money/decimal.js';
import { lineAmounts, type LineTerms, totalAmounts } from '../../../money/line.js';
import { parseMoney } from '../../../money/money.js';
import { parseQuantity } from '../../../money/quantity.js';
import type { TaxRate } from '../../accounting/tax-rates/tax-rate.entity.js';
import { TaxRateInactiveError } from '../../accounting/tax-rates/tax-rate.errors.js';
import { isUsable, TaxRateService } from '../../accounting/tax-rates/tax-rate.service.js';
import { CompanyService } from '../../company/company.service.js';
import type { Product } from '../products/product.entity.js';
import { ProductService } from '../products/product.service.js';
import type { InvoiceLineInput } from './invoice-input.dto.js';
import type { InvoiceLine } from './invoice-line.entity.js';

/** A line as it will be stored, without what the row itself adds. */
export type PricedLine = Omit<InvoiceLine, 'id' | 'createdAt' | 'updatedAt' | 'version' | 'invoiceId'>;

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
    const on = terms.issueDate ?? dayIn(timeZone);
    const discount = fixed(terms.discount ?? 0, 4);
    const pricesIncludeTax = terms.pricesIncludeTax ?? company.pricesIncludeTax;
    const shared = { documentDiscount: discount, priceIncludesTax: pricesIncludeTax };
    const products = await this.products.find(inputs.flatMap(({ productId }) => productId ?? []));
    const drafts = inputs.map((line, index) => withProduct(line, products, `lines.${index}`));
    const rates = await this.usableRates(drafts, on);
    const lines = drafts.map((draft, index) => priced(draft, index, { exponent, rates, shared }));
    const { net, tax, gross } = totalAmounts(lines);
    return { currency, on, discount, pricesIncludeTax, lines, net, tax, total: gross };
  }

  /** Lines that are stored, under other terms of their document. */
  async reprice(lines: readonly PricedLine[], terms: DocumentTerms): Promise<Omit<PricedDocument, 'on'>> {
    const { currency, on: _, ...document } = await this.price([], terms);
    const { discount: documentDiscount, pricesIncludeTax: priceIncludesTax } = document;
    const shared = { documentDiscount, priceIncludesTax };
    const repriced = lines.map((line, index) => ({
      ...line,
      ...lineAmounts({ ...line, ...shared }, `lines.${index}`),
    }));
    const { net, tax, gross } = totalAmounts(repriced);
    return { ...document, currency, lines: repriced, net, tax, total: gross };
  }

  /** The rates of these lines. Throws UnknownReferenceError or TaxRateInactiveError by line. */
  async usableRates(
    lines: readonly { taxRateId?: string | null | undefined }[],
    on: string,
  ): Promise<Map<string, TaxRate>> {
    const rates = await this.taxRates.find(lines.flatMap(({ taxRateId }) => taxRateId ?? []));
    for (const [index, { taxRateId }] of lines.entries()) {
      if (!taxRateId) continue;
      const path = `lines.${index}.taxRateId`;
      const rate = rates.get(taxRateId);
      if (!rate) throw new UnknownReferenceError(path, taxRateId);
      if (!isUsable(rate, on)) throw new TaxRateInactiveError(rate.code, on, path);
    }
    return rates;
  }
}

/** What a line says together with what its product adds. */
interface DraftLine {
  input: InvoiceLineInput;
  product: Product | undefined;
  taxRateId: string | null | undefined;
}

function withProduct(
  input: InvoiceLineInput,
  products: ReadonlyMap<string, Product>,
  path: string,
): DraftLine {
  const { productId, taxRateId } = input;
  if (!productId) return { input, product: undefined, taxRateId };
  const product = products.get(productId);
  if (!product) throw new UnknownReferenceError(`${path}.productId`, productId);
  return { input, product, taxRateId: taxRateId === undefined ? product.taxRateId : taxRateId };
}

interface PricingTerms {
  exponent: number;
  rates: ReadonlyMap<string, TaxRate>;
  shared: Pick<LineTerms, 'documentDiscount' | 'priceIncludesTax'>;
}

function priced(
  { input, product, taxRateId }: DraftLine,
  index: number,
  { exponent, rates, shared }: PricingTerms,
): PricedLine {
  const path = `lines.${index}`;
  const rate = rates.get(taxRateId ?? '');
  const charge = {
    quantity: parseQuantity(input.quantity, `${path}.quantity`),
    unitPrice: unitPriceOf(input.unitPrice ?? product?.price, path, exponent),
    discount: fixed(input.discount ?? 0, 4),
    taxRate: fixed(rate?.rate ?? 0, 4),
  };
  return {
    position: index + 1,
    productId: product?.id ?? null,
    description: input.description ?? product?.name ?? missing(`${path}.description`),
    ...charge,
    taxRateId: rate?.id ?? null,
    taxCode: rate?.code ?? null,
    ...lineAmounts({ ...charge, ...shared }, path),
  };
}

/** A price as people write it, or one that is in minor units already. */
function unitPriceOf(price: string | number | undefined, path: string, exponent: number): number {
  if (typeof price === 'string') return parseMoney(price, exponent, `${path}.unitPrice`);
  return price ?? missing(`${path}.unitPrice`);
}

function missing(path: string): never {
  throw new ValidationError([{ path, message: 'is needed on a line without a product' }]);
}
