import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { AuditService } from '../../platform.js';
import { TaxRateService } from '../../accounting/index.js';
import { CompanyService } from '../../company/index.js';
import { type CheckedRow, type CheckedRows, checkRows, repeated } from '../import/checked-rows.js';
import { importColumns } from '../import/csv-header.js';
import { readRows } from '../import/csv-rows.js';
import { type CellProblem, cellProblem, ImportRefusedError } from '../import/import.errors.js';
import { imported, type ImportDto, type ImportQuery } from '../import/import.docs.js';
import { amountInto, cleared, insertAll, lockedBy, saveAll } from '../import/import-store.js';
import { PRODUCT_CSV } from './product.csv.js';
import { ProductRow } from './product-row.dto.js';
import { Product } from '../rows/product.entity.js';

const COLUMNS = importColumns({
  Input: ProductRow,
  exported: PRODUCT_CSV,
  required: ['sku', 'name', 'price'],
  made: { id: true, createdAt: true, updatedAt: true, version: true },
});

/** Takes products from a file: all of them, or none when one is wrong. */
@Injectable()
export class ProductImportService {
  constructor(
    @InjectTenantRepository(Product) private readonly products: Repository<Product>,
    private readonly taxRates: TaxRateService,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  async import(csv: string, query: ImportQuery): Promise<ImportDto> {
    return this.store(await checkRows(ProductRow, await readRows(csv, COLUMNS)), query);
  }

  @Transactional()
  private async store({ rows, problems }: CheckedRows<ProductRow>, query: ImportQuery): Promise<ImportDto> {
    const all = [...problems, ...repeated(rows, 'sku')];
    const taxes = await this.taxes(rows, all);
    const { exponent } = await this.company.get();
    const fields = rows.map(({ row, input }) => {
      const { taxCode: _code, taxRateId: _id, price: text, ...rest } = input;
      // A row without a price has been complained of.
      const price = text === undefined ? 0 : amountInto(all, { row, column: 'price', text }, exponent);
      return { ...rest, price, ...taxes.get(row) };
    });
    if (all.length > 0) throw new ImportRefusedError(all);
    const skus = fields.flatMap(({ sku }) => sku ?? []);
    const stored = await lockedBy(this.products, 'sku', skus);
    const answer = imported(rows.length, stored.size, query);
    if (query.dryRun) return answer;
    await this.write(rows, fields, stored);
    await this.audit.record({ action: 'product.imported', entity: 'product', after: answer });
    return answer;
  }

  private async write(
    rows: readonly CheckedRow<ProductRow>[],
    fields: readonly Partial<Product>[],
    stored: ReadonlyMap<string, Product>,
  ): Promise<void> {
    const { pricesIncludeTax } = await this.company.get();
    const [fresh, changed]: [Product[], Product[]] = [[], []];
    for (const [at, product] of fields.entries()) {
      const known = stored.get(product.sku ?? '');
      const empty = rows[at]?.empty.filter((column) => column !== 'taxRateId') ?? [];
      if (known) changed.push(Object.assign(known, cleared(this.products, empty), product));
      else fresh.push(this.products.create({ priceIncludesTax: pricesIncludeTax, ...product }));
    }
    await insertAll(this.products, fresh);
    await saveAll(this.products, changed);
  }

  /** What the rows say of their tax: a file that knows codes is not asked for ids. Adds to the problems. */
  private async taxes(
    rows: readonly CheckedRow<ProductRow>[],
    problems: CellProblem[],
  ): Promise<Map<number, Pick<Product, 'taxRateId'>>> {
    const byCode = await this.taxRates.findByCode(rows.flatMap(({ input }) => input.taxCode ?? []));
    const byId = await this.taxRates.find(rows.flatMap(({ input }) => input.taxRateId ?? []));
    const found = new Map<number, Pick<Product, 'taxRateId'>>();
    for (const { row, input, empty } of rows) {
      const column = input.taxCode !== undefined || empty.includes('taxCode') ? 'taxCode' : 'taxRateId';
      const name = input[column];
      const rate = column === 'taxCode' ? byCode.get(name ?? '') : byId.get(name?.toLowerCase() ?? '');
      if (rate) found.set(row, { taxRateId: rate.id });
      else if (name) problems.push(cellProblem(row, column, `there is no tax rate "${name}"`));
      else if (empty.includes(column)) found.set(row, { taxRateId: null });
    }
    return found;
  }
}
