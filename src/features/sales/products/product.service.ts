import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  findByIds,
  lockRow,
  assertVersion,
  AuditService,
  isForeignKeyViolation,
  keysetPage,
  NotFoundError,
  type Page,
  parseMoney,
  parseSort,
  searchText,
  UnknownReferenceError,
} from '../../platform.js';
import { TaxRateService } from '../../accounting/index.js';
import { CompanyService } from '../../company/index.js';
import { InUseError } from '../rows/sales.errors.js';
import { byAge, NEWEST_FIRST } from '../rows/sales.sorts.js';
import type { ProductInFile } from './product.csv.js';
import {
  type PriceReading,
  ProductDto,
  type ProductInput,
  type ProductPatch,
  type ProductQuery,
} from './product.dto.js';
import { Product } from '../rows/product.entity.js';

@Injectable()
export class ProductService {
  constructor(
    @InjectTenantRepository(Product) private readonly products: Repository<Product>,
    private readonly company: CompanyService,
    private readonly taxRates: TaxRateService,
    private readonly audit: AuditService,
  ) {}

  async list(query: ProductQuery): Promise<Page<ProductDto>> {
    const { sku, taxRateId, active } = query;
    const builder = this.products.createQueryBuilder('product').where({
      ...(sku === undefined ? {} : { sku }),
      ...(taxRateId === undefined ? {} : { taxRateId }),
      ...(active === undefined ? {} : { active }),
    });
    searchText(builder, query.q);
    const sort = parseSort(query.sort, ['name', 'sku', 'price', 'createdAt'], NEWEST_FIRST);
    const { items, nextCursor } = await keysetPage(builder, { query, sort: byAge(sort) });
    const company = await this.company.known();
    return { items: items.map((product) => ProductDto.of(product, company)), nextCursor };
  }

  /** The same with the codes of the tax rates. */
  async listInFile(query: ProductQuery): Promise<Page<ProductInFile>> {
    const { items, nextCursor } = await this.list(query);
    const rates = await this.taxRates.find(items.flatMap(({ taxRateId }) => taxRateId ?? []));
    const codeOf = (id: string | null): string | null => rates.get(id ?? '')?.code ?? null;
    return { items: items.map((item) => ({ ...item, taxCode: codeOf(item.taxRateId) })), nextCursor };
  }

  async get(id: string): Promise<ProductDto> {
    const product = await this.products.findOneBy({ id });
    if (!product) throw new NotFoundError('product', id);
    return ProductDto.of(product, await this.company.get());
  }

  /** The products with these ids; unknown ids are left out. */
  find(ids: readonly string[]): Promise<Map<string, Product>> {
    return findByIds(this.products, ids);
  }

  @Transactional()
  async create(input: ProductInput): Promise<ProductDto> {
    const company = await this.company.get();
    const { priceIncludesTax = company.pricesIncludeTax } = input;
    const columns = await this.columns({ ...input, priceIncludesTax }, company.exponent);
    const product = this.products.create(columns);
    await this.products.insert(product);
    await this.audit.recordOf('product.created', product.id, { after: shown(product, company) });
    return ProductDto.of(product, company);
  }

  @Transactional()
  async update(id: string, { version, ...change }: ProductPatch): Promise<ProductDto> {
    const product = await lockRow(this.products, 'product', id);
    assertVersion('product', product, version);
    const company = await this.company.get();
    const before = shown(product, company);
    const saved = await this.products.save(
      Object.assign(product, await this.columns(change, company.exponent)),
    );
    await this.audit.recordOf('product.changed', id, { before, after: shown(saved, company) });
    return ProductDto.of(saved, company);
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const product = await lockRow(this.products, 'product', id);
    await this.audit.recordOf('product.deleted', id, { before: shown(product, await this.company.get()) });
    try {
      await this.products.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw new InUseError('product', product.sku);
      throw error;
    }
  }

  private async columns(
    { price, ...rest }: Partial<ProductInput>,
    exponent: number,
  ): Promise<Partial<Product>> {
    if (rest.taxRateId) await this.assertTaxRate(rest.taxRateId);
    if (price === undefined) return rest;
    return { ...rest, price: parseMoney(price, exponent, 'price') };
  }

  private async assertTaxRate(id: string): Promise<void> {
    const rates = await this.taxRates.find([id]);
    if (!rates.has(id)) throw new UnknownReferenceError('taxRateId', id);
  }
}

/** As the audit log shows it. */
/** What the audit log keeps of a product: all that is shown but what the program makes. */
function shown(product: Product, company: PriceReading): object {
  const {
    id: _id,
    createdAt: _at,
    updatedAt: _last,
    version: _now,
    ...fields
  } = ProductDto.of(product, company);
  return fields;
}
