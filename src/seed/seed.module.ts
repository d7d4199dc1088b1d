import { Module } from '@nestjs/common';
import { AccountingModule } from '../features/accounting/accounting.module.js';
import { CompanyModule } from '../features/company/company.module.js';
import { LocationsModule } from '../features/locations/locations.module.js';
import { SalesModule } from '../features/sales/sales.module.js';
import { BulkSeeder } from './bulk/bulk.seeder.js';
import { DemoCompanyMaker } from './demo-company.maker.js';
import { DemoSeeder } from './demo.seeder.js';
import { DemoTenants } from './demo-tenants.js';
import { InvoiceSeeder } from './invoice.seeder.js';
import { MasterDataSeeder } from './books/master-data.seeder.js';
import { NorthwindSeeder } from './northwind.seeder.js';

/** Sample data: made-up books, a real company's, and the tenants of a first start. */
@Module({
  imports: [CompanyModule, LocationsModule, AccountingModule, SalesModule],
  providers: [
    BulkSeeder,
    MasterDataSeeder,
    InvoiceSeeder,
    DemoSeeder,
    NorthwindSeeder,
    DemoCompanyMaker,
    DemoTenants,
  ],
  exports: [DemoSeeder, NorthwindSeeder, DemoTenants],
})
export class SeedModule {}
