import { InjectTenantDataSource, Tenancy } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { Account } from '../../features/accounting/rows/account.entity.js';
import { AccountingYear } from '../../features/accounting/rows/accounting-year.entity.js';
import { LedgerBalance } from '../../features/accounting/rows/ledger-balance.entity.js';
import { TaxCategoryBalance } from '../../features/accounting/rows/tax-category-balance.entity.js';
import { TaxRate } from '../../features/accounting/rows/tax-rate.entity.js';
import { CompanyService } from '../../features/company/company.service.js';
import { Location } from '../../features/locations/location.entity.js';
import { SalesBalanceBuilder } from '../../features/sales/kept/sales-balance.builder.js';
import { Counter } from '../../features/numbering/counter.entity.js';
import { Customer } from '../../features/sales/rows/customer.entity.js';
import { Product } from '../../features/sales/rows/product.entity.js';
import { ReceivableBuilder } from '../../features/sales/kept/receivable.builder.js';
import type { DemoInvoice } from '../books/demo.books.js';
import type { MasterData } from '../books/master-data.seeder.js';
import { AlreadySeededError } from '../books/seed.errors.js';
import { stopPoint } from '../books/stop-point.js';
import { BulkLedger, type BulkEntry } from './bulk-ledger.js';
import { type BulkMasterData, bulkSale, type BulkSale } from './bulk-sale.js';
import { BulkWriter } from './bulk-writer.js';
import { InvoiceNumbers } from './invoice-numbers.js';

/** Invoices in memory at once. */
const CHUNK = 1000;

/**
 * Writes the rows that InvoiceSeeder would leave behind, many at a time, for tenants too large to be sold to
 * one by one. It is right because a test compares the two. Only the audit log stays empty: nobody did this.
 */
@Injectable()
export class BulkSeeder {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantDataSource() private readonly dataSource: DataSource,
    private readonly tenancy: Tenancy,
    private readonly company: CompanyService,
    private readonly sales: SalesBalanceBuilder,
    private readonly receivables: ReceivableBuilder,
  ) {}

  /** Inside the caller's transaction. Throws AlreadySeededError where books were begun. */
  async write(invoices: Iterable<DemoInvoice>, master: MasterData, signal?: AbortSignal): Promise<number> {
    const { manager } = this.dataSource;
    if ((await manager.count(AccountingYear)) > 0) throw new AlreadySeededError(this.tenancy.current().slug);
    await this.company.fixCurrency();
    const data = await this.read(manager, master);
    const ledger = new BulkLedger(await rolesOf(manager), data.today);
    const numbers = new InvoiceNumbers();
    const writer = new BulkWriter(manager);
    let written = 0;
    try {
      for (const chunk of chunksOf(invoices)) {
        await stopPoint(signal);
        const sales = chunk.map((demo) => numbers.number(bulkSale(demo, data)));
        await writer.write(
          sales,
          sales.flatMap((sale) => entriesOf(ledger, sale)),
        );
        written += sales.length;
      }
      await writer.insert(Counter, numbers.counters);
      await writer.insert(AccountingYear, ledger.years);
      await writer.insert(LedgerBalance, ledger.balances.ledger);
      await writer.insert(TaxCategoryBalance, ledger.balances.taxes);
    } finally {
      await writer.end();
    }
    await this.sales.build();
    await this.receivables.mark();
    return written;
  }

  private async read(manager: EntityManager, master: MasterData): Promise<BulkMasterData> {
    const rates = await manager.find(TaxRate);
    const places = await manager.find(Location, { where: { active: true } });
    return {
      company: await this.company.get(),
      today: await this.company.today(),
      now: this.clock.now(),
      customers: inOrder(await manager.find(Customer), master.customers),
      products: inOrder(await manager.find(Product), master.products),
      locations: master.locations,
      mainLocation: places.length === 1 ? (places[0]?.id ?? null) : null,
      taxRates: new Map(rates.map((rate) => [rate.id, rate])),
    };
  }
}

const entriesOf = (ledger: BulkLedger, sale: BulkSale): BulkEntry[] =>
  sale.invoice.status === 'draft' ? [] : ledger.post(sale);

async function rolesOf(manager: EntityManager) {
  const accounts = await manager.find(Account);
  return new Map(accounts.flatMap(({ role, id }) => (role ? [[role, id] as const] : [])));
}

function inOrder<T extends { id: string }>(rows: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function* chunksOf<T>(items: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    if (chunk.push(item) < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
