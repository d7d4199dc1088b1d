import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { AuditService } from '../../../identity/audit/audit.service.js';
import { CompanyService } from '../../company/company.service.js';
import { type CheckedRow, type CheckedRows, checkRows, repeated } from '../import/checked-rows.js';
import type { ImportColumns } from '../import/csv-header.js';
import { readRows } from '../import/csv-rows.js';
import { ImportRefusedError } from '../import/import.errors.js';
import type { ImportDto } from '../import/import.docs.js';
import { amountInto, insertAll, storedOf, taken } from '../import/import-store.js';
import { CustomerCodeService } from './customer-code.service.js';
import { CustomerInput } from './customer.dto.js';
import { Customer } from './customer.entity.js';

const COLUMNS: ImportColumns = {
  known: ['code', 'name', 'email', 'phone', 'taxNumber', 'address', 'creditLimit', 'active'],
  required: ['name'],
};

/** Takes customers from a file: all of them, or none when one is wrong. */
@Injectable()
export class CustomerImportService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly codes: CustomerCodeService,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  async import(csv: string): Promise<ImportDto> {
    return this.store(await checkRows(CustomerInput, await readRows(csv, COLUMNS)));
  }

  @Transactional()
  private async store({ rows, problems }: CheckedRows<CustomerInput>): Promise<ImportDto> {
    const given = rows.flatMap(({ input }) => input.code ?? []);
    const stored = await storedOf(this.customers, 'code', given);
    const all = [...problems, ...repeated(rows, 'code'), ...taken(rows, 'code', stored)];
    const limits = await this.limits(rows, all);
    if (all.length > 0) throw new ImportRefusedError(all);
    const made = await this.codes.next(rows.length - given.length, new Set(given));
    const customers = rows.map(({ row, input }) =>
      this.customers.create({
        ...input,
        code: input.code ?? made.shift(),
        creditLimit: limits.get(row) ?? null,
      }),
    );
    await insertAll(this.customers, customers);
    await this.audit.record({
      action: 'customer.imported',
      entity: 'customer',
      after: { imported: rows.length },
    });
    return { imported: rows.length };
  }

  private async limits(
    rows: readonly CheckedRow<CustomerInput>[],
    problems: Parameters<typeof amountInto>[0],
  ): Promise<Map<number, number>> {
    const { exponent } = await this.company.get();
    return new Map(
      rows.flatMap(({ row, input: { creditLimit: text } }) =>
        text ? [[row, amountInto(problems, { row, column: 'creditLimit', text }, exponent)] as const] : [],
      ),
    );
  }
}
