import { Tenancy, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { CompanyService } from '../features/company/company.service.js';
import { type DemoPlan, writeDemoBooks } from './demo.books.js';
import { InvoiceSeeder } from './invoice.seeder.js';
import { MasterDataSeeder } from './master-data.seeder.js';

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

type Volume = Pick<DemoPlan, 'customers' | 'products' | 'invoices' | 'days'>;

const VOLUMES: Record<SeedSize, Volume> = {
  small: { customers: 24, products: 28, invoices: 80, days: 180 },
  large: { customers: 500, products: 200, invoices: 5000, days: 730 },
};

/** Fills the current tenant with the books of a made-up trading company. */
@Injectable()
export class DemoSeeder {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly company: CompanyService,
    private readonly masterData: MasterDataSeeder,
    private readonly invoices: InvoiceSeeder,
  ) {}

  /**
   * All or nothing, in one transaction: what is killed half-way leaves an empty tenant, to be seeded again.
   * Throws AlreadySeededError unless the tenant has no customers and no products.
   */
  @Transactional()
  async seed({ size, seed, signal }: SeedOptions): Promise<SeedReport> {
    const { slug, multiLocation } = this.tenancy.current();
    await this.masterData.assertEmpty(slug);
    const { exponent } = await this.company.get();
    const today = await this.company.today();
    const books = writeDemoBooks({ ...VOLUMES[size], seed, today, multiLocation, exponent });
    const data = await this.masterData.write(books);
    let invoices = 0;
    for (const invoice of books.invoices()) {
      signal?.throwIfAborted();
      await this.invoices.write(invoice, data);
      invoices += 1;
    }
    return { customers: data.customers.length, products: data.products.length, invoices };
  }
}
