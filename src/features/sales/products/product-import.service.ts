import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { AuditService } from '../../../identity/audit/audit.service.js';
import { TaxRateService } from '../../accounting/tax-rates/tax-rate.service.js';
import { CompanyService } from '../../company/company.service.js';
import { type CheckedRow, type CheckedRows, checkRows, repeated } from '../import/checked-rows.js';
import type { ImportColumns } from '../import/csv-header.js';
import { readRows } from '../import/csv-rows.js';
import { type CellProblem, cellProblem, ImportRefusedError } from '../import/import.errors.js';
import type { ImportDto } from '../import/import.docs.js';
import { amountInto, insertAll, storedOf, taken } from '../import/import-store.js';
import { ProductRow } from './product-row.dto.js';
import { Product } from './product.entity.js';

const COLUMNS: ImportColumns = {
  known: ['sku', 'name', 'description', 'unit', 'price', 'taxCode', 'taxRateId', 'active'],
  required: ['sku', 'name', 'price'],
};

/** Takes products from a file: all of them, or none when one is wrong. */
@Injectable()
export class ProductImportService {
  constructor(
    @InjectTenantRepository(Product) private readonly products: Repository<Product>,
    private readonly taxRates: TaxRateService,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  async import(csv: string): Promise<ImportDto> {
    return this.store(await checkRows(ProductRow, await readRows(csv, COLUMNS)));
  }

  @Transactional()
  private async store({ rows, problems }: CheckedRows<ProductRow>): Promise<ImportDto> {
    const skus = rows.flatMap(({ input }) => input.sku ?? []);
    const stored = await storedOf(this.products, 'sku', skus);
    const all = [...problems, ...repeated(rows, 'sku'), ...taken(rows, 'sku', stored)];
    const taxes = await this.taxes(rows, all);
    const { exponent } = await this.company.get();
    const products = rows.map(({ row, input }) => {
      const { taxCode: _code, price: text, ...fields } = input;
      // A row without a price has been complained of.
      const price = text === undefined ? 0 : amountInto(all, { row, column: 'price', text }, exponent);
      return this.products.create({ ...fields, price, taxRateId: taxes.get(row) ?? null });
    });
    if (all.length > 0) throw new ImportRefusedError(all);
    await insertAll(this.products, products);
    await this.audit.record({
      action: 'product.imported',
      entity: 'product',
      after: { imported: rows.length },
    });
    return { imported: rows.length };
  }

  /** The tax rate of each row that has one; adds to the problems what names none. */
  private async taxes(
    rows: readonly CheckedRow<ProductRow>[],
    problems: CellProblem[],
  ): Promise<Map<number, string>> {
    const byId = await this.taxRates.find(rows.flatMap(({ input }) => input.taxRateId ?? []));
    const byCode = await this.taxRates.findByCode(rows.flatMap(({ input }) => input.taxCode ?? []));
    const found = new Map<number, string>();
    for (const { row, input } of rows) {
      const [column, name] = input.taxCode ? ['taxCode', input.taxCode] : ['taxRateId', input.taxRateId];
      if (!name) continue;
      const rate = column === 'taxCode' ? byCode.get(name) : byId.get(name.toLowerCase());
      if (rate) found.set(row, rate.id);
      else problems.push(cellProblem(row, column, `there is no tax rate "${name}"`));
      if (input.taxCode && input.taxRateId) {
        problems.push(cellProblem(row, 'taxRateId', 'name the tax rate once: by taxCode or by taxRateId'));
      }
    }
    return found;
  }
}
