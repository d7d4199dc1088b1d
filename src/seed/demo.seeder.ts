import { Tenancy, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { isOn } from '../kernel/entitlements/features.js';
import { CompanyService } from '../features/company/company.service.js';
import { BulkSeeder } from './bulk/bulk.seeder.js';
import { type DemoInvoice, type DemoPlan, writeDemoBooks } from './books/demo.books.js';
import { InvoiceSeeder } from './invoice.seeder.js';
import { type MasterData, MasterDataSeeder } from './books/master-data.seeder.js';
import { stopPoint } from './books/stop-point.js';

export const SEED_SIZES = ['small', 'large'] as const;
export type SeedSize = (typeof SEED_SIZES)[number];

export interface SeedOptions {
  size: SeedSize;
  /** The same number gives the same books. */
  seed: number;
  /** Aborting it leaves the tenant empty. */
  signal?: AbortSignal;
}

/** What was written. */
export interface SeedReport {
  customers: number;
  products: number;
  invoices: number;
}

type Volume = Pick<DemoPlan, 'customers' | 'products' | 'invoices' | 'lines' | 'days'>;

const VOLUMES: Record<SeedSize, Volume> = {
  small: { customers: 24, products: 28, invoices: 80, lines: [1, 5], days: 180 },
  large: { customers: 2000, products: 500, invoices: 200_000, lines: [3, 3], days: 1095 },
};

/** Fills the current tenant with the books of a made-up trading company. */
@Injectable()
export class DemoSeeder {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly company: CompanyService,
    private readonly masterData: MasterDataSeeder,
    private readonly invoices: InvoiceSeeder,
    private readonly bulk: BulkSeeder,
  ) {}

  /**
   * All or nothing, in one transaction: what is killed half-way leaves an empty tenant, to be seeded again.
   * Throws AlreadySeededError unless the tenant has no customers and no products.
   */
  @Transactional()
  async seed({ size, seed, signal }: SeedOptions): Promise<SeedReport> {
    const { slug, data: account } = this.tenancy.current();
    const multiLocation = isOn(account, 'multiLocation');
    await this.masterData.assertEmpty(slug);
    const { exponent } = await this.company.get();
    const today = await this.company.today();
    const books = writeDemoBooks({ ...VOLUMES[size], seed, today, multiLocation, exponent });
    const data = await this.masterData.write(books);
    const invoices =
      size === 'large'
        ? await this.bulk.write(books.invoices(), data, signal)
        : await this.sell(books.invoices(), data, signal);
    return { customers: data.customers.length, products: data.products.length, invoices };
  }

  private async sell(
    invoices: Iterable<DemoInvoice>,
    data: MasterData,
    signal?: AbortSignal,
  ): Promise<number> {
    let written = 0;
    for (const invoice of invoices) {
      await stopPoint(signal);
      await this.invoices.write(invoice, data);
      written += 1;
    }
    return written;
  }
}
