import {
  assertDocument,
  fixed,
  lineAmounts,
  type LineTerms,
  MAX_DOCUMENT,
  parseMoney,
  parseQuantity,
  type PriceTerms,
  priceUnder,
  totalAmounts,
  UnknownReferenceError,
  ValidationError,
} from '../../platform.js';
import type { TaxRate } from '../../accounting/index.js';
import type { Product } from '../rows/product.entity.js';
import type { InvoiceLineInput } from './invoice-input.dto.js';
import type { InvoiceLine } from '../rows/invoice-line.entity.js';
import { lineCategory } from '../rows/line-category.js';

/** A line as it will be stored, without what the row itself adds. */
export type PricedLine = Omit<InvoiceLine, 'id' | 'createdAt' | 'updatedAt' | 'version' | 'invoiceId'>;

/** What a line says together with what its product adds. */
export interface DraftLine {
  input: InvoiceLineInput;
  product: Product | undefined;
  taxRateId: string | null | undefined;
}

/** What the prices of products are read by. */
export interface PriceList {
  /** By id; those of the products as well. */
  rates: ReadonlyMap<string, TaxRate>;
  /** Whether prices of products that don't say so themselves include their tax. */
  includesTax: boolean;
}

export interface PricingTerms extends PriceList {
  exponent: number;
  shared: Required<Pick<LineTerms, 'documentDiscount' | 'priceIncludesTax'>>;
}

export function withProduct(
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

/** The price of a product on a line: with the line's tax or without, whatever the product's price is kept with. */
export function listPrice(product: Product, line: PriceTerms, { rates, includesTax }: PriceList): number {
  const own = rates.get(product.taxRateId ?? '')?.rate ?? line.taxRate;
  return priceUnder(
    product.price,
    { includesTax: product.priceIncludesTax ?? includesTax, taxRate: own },
    line,
  );
}

export function pricedLine(draft: DraftLine, index: number, terms: PricingTerms): PricedLine {
  const { input, product, taxRateId } = draft;
  const path = `lines.${index}`;
  const rate = terms.rates.get(taxRateId ?? '');
  const taxRate = fixed(rate?.rate ?? 0, 4);
  const charge = {
    quantity: parseQuantity(input.quantity, `${path}.quantity`),
    unitPrice: unitPriceOf(draft, taxRate, { path, terms }),
    discount: fixed(input.discount ?? 0, 4),
    taxRate,
  };
  return {
    position: index + 1,
    productId: product?.id ?? null,
    description: input.description ?? product?.name ?? missing(`${path}.description`),
    ...charge,
    taxRateId: rate?.id ?? null,
    taxCode: rate?.code ?? null,
    taxCategory: lineCategory(input.taxCategory, rate, path),
    ...lineAmounts({ ...charge, ...terms.shared }, blamed(charge, path)),
  };
}

/** The sums of a document, which has a limit of its own. */
export function documentTotals(lines: readonly PricedLine[]): ReturnType<typeof totalAmounts> {
  const totals = totalAmounts(lines);
  const slip = lines.find((line) => Math.abs(line.gross) > MAX_DOCUMENT && isBarcode(line));
  assertDocument(totals.gross, slip ? `lines.${lines.indexOf(slip)}.quantity` : 'total');
  return totals;
}

/** A price as people write it, or that of the product. */
function unitPriceOf(
  { input, product }: DraftLine,
  taxRate: string,
  { path, terms }: { path: string; terms: PricingTerms },
): number {
  const field = `${path}.unitPrice`;
  if (typeof input.unitPrice === 'string') return parseMoney(input.unitPrice, terms.exponent, field);
  if (!product) return missing(field);
  return listPrice(product, { includesTax: terms.shared.priceIncludesTax, taxRate }, terms);
}

const A_BILLION = 1_000_000_000;

/** Nobody sells a billion pieces on a line: a number of that length is that of the article. */
const isBarcode = ({ quantity }: Pick<PricedLine, 'quantity'>): boolean => Number(quantity) >= A_BILLION;

const blamed = (line: Pick<PricedLine, 'quantity'>, path: string): string =>
  isBarcode(line) ? `${path}.quantity` : path;

function missing(path: string): never {
  throw new ValidationError([{ path, message: 'is needed on a line without a product' }]);
}
