import { Injectable } from '@nestjs/common';
import { TaxRateListService } from '../../features/accounting/tax-rates/tax-rate-list.service.js';
import { LocationTreeService } from '../../features/locations/location-tree.service.js';
import { CustomerService } from '../../features/sales/parties/customer.service.js';
import { ProductService } from '../../features/sales/products/product.service.js';
import type { DemoBooks } from './demo.books.js';
import { AlreadySeededError } from './seed.errors.js';

/** The ids that positions in the demo books stand for. */
export interface MasterData {
  locations: string[];
  customers: string[];
  products: string[];
}

const FIRST_PAGE = { limit: 100 };

/** Writes what invoices refer to: taxes, places, customers, products. */
@Injectable()
export class MasterDataSeeder {
  constructor(
    private readonly taxRates: TaxRateListService,
    private readonly locations: LocationTreeService,
    private readonly customers: CustomerService,
    private readonly products: ProductService,
  ) {}

  /** Throws AlreadySeededError where somebody has begun to work. */
  async assertEmpty(tenant: string): Promise<void> {
    const customers = await this.customers.list({ limit: 1 });
    const products = await this.products.list({ limit: 1 });
    if (customers.items.length + products.items.length > 0) throw new AlreadySeededError(tenant);
  }

  async write(books: DemoBooks): Promise<MasterData> {
    const taxRates = await this.writeTaxRates(books);
    const locations = await this.writeLocations(books);
    const customers: string[] = [];
    for (const customer of books.customers) customers.push((await this.customers.create(customer)).id);
    const products: string[] = [];
    for (const { taxRate, ...product } of books.products) {
      products.push((await this.products.create({ ...product, taxRateId: taxRates[taxRate] })).id);
    }
    return { locations, customers, products };
  }

  /** A rate or place that is there already is taken as it is. */
  private async writeTaxRates(books: DemoBooks): Promise<string[]> {
    const known = idsByCode((await this.taxRates.list(FIRST_PAGE)).items);
    const ids: string[] = [];
    for (const rate of books.taxRates) {
      ids.push(known.get(rate.code) ?? (await this.taxRates.create(rate)).id);
    }
    return ids;
  }

  private async writeLocations(books: DemoBooks): Promise<string[]> {
    const known = idsByCode((await this.locations.list(FIRST_PAGE)).items);
    const ids: string[] = [];
    for (const location of books.locations) {
      ids.push(known.get(location.code) ?? (await this.locations.create(location)).id);
    }
    return ids;
  }
}

const idsByCode = (rows: readonly { code: string; id: string }[]): Map<string, string> =>
  new Map(rows.map(({ code, id }) => [code, id]));
