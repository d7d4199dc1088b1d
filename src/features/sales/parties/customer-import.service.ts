import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { AuditService, countryCode, taxNumberProblem } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { type CheckedRow, type CheckedRows, checkRows, repeated } from '../import/checked-rows.js';
import { importColumns } from '../import/csv-header.js';
import { readRows } from '../import/csv-rows.js';
import { type CellProblem, cellProblem, ImportRefusedError } from '../import/import.errors.js';
import { imported, type ImportDto, type ImportQuery } from '../import/import.docs.js';
import { amountInto, cleared, insertAll, lockedBy, saveAll } from '../import/import-store.js';
import { CustomerCodeService } from './customer-code.service.js';
import { CUSTOMER_CSV } from './customer.csv.js';
import { CustomerInput } from './customer.dto.js';
import { Customer } from '../rows/customer.entity.js';

const COLUMNS = importColumns({
  Input: CustomerInput,
  exported: CUSTOMER_CSV,
  required: ['name'],
  made: { id: true, credit: true, createdAt: true, updatedAt: true, version: true },
});

/** Takes customers from a file: all of them, or none when one is wrong. */
@Injectable()
export class CustomerImportService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly codes: CustomerCodeService,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  async import(csv: string, query: ImportQuery): Promise<ImportDto> {
    return this.store(await checkRows(CustomerInput, await readRows(csv, COLUMNS)), query);
  }

  @Transactional()
  private async store(
    { rows, problems }: CheckedRows<CustomerInput>,
    query: ImportQuery,
  ): Promise<ImportDto> {
    const given = new Set(rows.flatMap(({ input }) => input.code ?? []));
    const all = [...problems, ...repeated(rows, 'code')];
    const limits = await this.limits(rows, all);
    const stored = await lockedBy(this.customers, 'code', [...given]);
    all.push(...rows.flatMap((row) => taxNumberProblems(row, stored)));
    if (all.length > 0) throw new ImportRefusedError(all);
    const answer = imported(rows.length, stored.size, query);
    if (query.dryRun) return answer;
    const made = await this.codes.next(rows.length - given.size, given);
    const [fresh, changed]: [Customer[], Customer[]] = [[], []];
    for (const { row, input, empty } of rows) {
      const { creditLimit: _text, country, ...rest } = input;
      const limit = limits.get(row);
      const fields = {
        ...rest,
        ...(country ? { country: countryCode(country) } : {}),
        ...(limit === undefined ? {} : { creditLimit: limit }),
      };
      const known = stored.get(input.code ?? '');
      if (known) changed.push(Object.assign(known, fields, cleared(this.customers, empty)));
      else fresh.push(this.customers.create({ ...fields, code: input.code ?? made.shift() }));
    }
    await insertAll(this.customers, fresh);
    await saveAll(this.customers, changed);
    await this.audit.record({ action: 'customer.imported', entity: 'customer', after: answer });
    return answer;
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

/** A row that brings a customer's number as it is stored passes, however it came there. */
function taxNumberProblems(
  { row, input: { code, taxNumber } }: CheckedRow<CustomerInput>,
  stored: ReadonlyMap<string, Customer>,
): CellProblem[] {
  const problem = taxNumberProblem(taxNumber, stored.get(code ?? '')?.taxNumber);
  return problem === undefined ? [] : [cellProblem(row, 'taxNumber', problem)];
}
