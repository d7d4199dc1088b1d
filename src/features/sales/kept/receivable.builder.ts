import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not, Repository } from 'typeorm';
import { insertRows } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { NOBODY } from '../rows/sales-balance.entity.js';
import { Invoice } from '../rows/invoice.entity.js';
import { CustomerEntry } from '../rows/customer-entry.entity.js';
import { LAST_DAY_NUMBER } from './interval-tree.js';
import { Receivable } from '../rows/receivable.entity.js';
import { type OwedInvoice, receivablesOf, receivablesOfEntry } from './receivable.rows.js';
import { Settlements } from './settlements.service.js';

const BEGUN = 0;
const ROWS_AT_ONCE = 500;
const OWED_COLUMNS = {
  ...{ id: true, status: true, customerId: true, locationId: true, listedDue: true },
  ...{ issueDate: true, openedOn: true, listedOn: true, total: true, voidedOn: true },
} as const;

/** Makes receivables of documents: of one invoice's, or of all where a store is older than its receivables. */
@Injectable()
export class ReceivableBuilder {
  constructor(
    @InjectTenantRepository(Receivable) private readonly receivables: Repository<Receivable>,
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectTenantRepository(CustomerEntry) private readonly entries: Repository<CustomerEntry>,
    private readonly settled: Settlements,
    private readonly company: CompanyService,
  ) {}

  /** Makes them of all documents where nobody has yet; false when somebody had. */
  async begin(): Promise<boolean> {
    return !(await this.receivables.existsBy({ node: BEGUN })) && (await this.build());
  }

  /** The rows of issued invoices, out of their documents. */
  async read(invoices: readonly OwedInvoice[]): Promise<Receivable[]> {
    const settlements = await this.settled.of(invoices.map(({ id }) => id));
    return invoices.flatMap((invoice) => receivablesOf(invoice, settlements.get(invoice.id) ?? []));
  }

  insert(rows: readonly Receivable[]): Promise<void> {
    return insertRows(this.receivables.manager, Receivable, rows);
  }

  /** For a store whose rows are complete. */
  async mark(): Promise<void> {
    await this.receivables.insert(
      this.receivables.create({
        ...{ invoiceId: NOBODY, customerId: NOBODY, locationId: null, node: BEGUN, owed: 0 },
        ...{
          issueDay: LAST_DAY_NUMBER,
          dueDay: LAST_DAY_NUMBER,
          firstDay: LAST_DAY_NUMBER,
          lastDay: LAST_DAY_NUMBER,
        },
      }),
    );
  }

  @Transactional()
  private async build(): Promise<boolean> {
    await this.company.lock();
    // With a lock: a snapshot that is older than the wait for the company wouldn't show the mark.
    const lock = { mode: 'pessimistic_write' as const };
    if (await this.receivables.findOne({ where: { node: BEGUN }, lock })) return false;
    for await (const invoices of this.issued()) await this.insert(await this.read(invoices));
    const items = await this.entries.findBy({ role: 'receivable', reversesId: IsNull() });
    await this.insert(items.flatMap(receivablesOfEntry));
    await this.mark();
    return true;
  }

  private async *issued(): AsyncGenerator<OwedInvoice[]> {
    let invoices: Invoice[] = [];
    do {
      invoices = await this.invoices.find({
        select: OWED_COLUMNS,
        where: { status: Not('draft'), id: MoreThan(invoices.at(-1)?.id ?? NOBODY) },
        order: { id: 'ASC' },
        take: ROWS_AT_ONCE,
      });
      yield invoices;
    } while (invoices.length === ROWS_AT_ONCE);
  }
}
