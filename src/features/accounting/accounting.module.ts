import { TenantModule } from '@app/tenancy';
import { Module } from '@nestjs/common';
import { AccountingInit1763000300000 } from '../../../migrations/tenant/accounting/1763000300000-accounting-init.js';
import { CompanyModule } from '../company/company.module.js';
import { LocationsModule } from '../locations/locations.module.js';
import { AccountingService } from './accounting.service.js';
import { AccountController } from './accounts/account.controller.js';
import { Account } from './accounts/account.entity.js';
import { AccountService } from './accounts/account.service.js';
import { ChartService } from './accounts/chart.service.js';
import { ChartStep } from './accounts/chart.step.js';
import { JournalEntry } from './journal/journal-entry.entity.js';
import { JournalLine } from './journal/journal-line.entity.js';
import { JournalTax } from './journal/journal-tax.entity.js';
import { JournalStore } from './journal/journal.store.js';
import { AccountingPeriod } from './periods/accounting-period.entity.js';
import { AccountingYear } from './periods/accounting-year.entity.js';
import { CalendarService } from './periods/calendar.service.js';
import { BalanceService } from './posting/balance.service.js';
import { LedgerBalance } from './posting/ledger-balance.entity.js';
import { LedgerService } from './posting/ledger.service.js';
import { TaxBalance } from './posting/tax-balance.entity.js';
import { TaxRateController } from './tax-rates/tax-rate.controller.js';
import { TaxRate } from './tax-rates/tax-rate.entity.js';
import { TaxRateListService } from './tax-rates/tax-rate-list.service.js';
import { TaxRateService } from './tax-rates/tax-rate.service.js';

const ENTITIES = [
  TaxRate,
  Account,
  AccountingYear,
  AccountingPeriod,
  JournalEntry,
  JournalLine,
  JournalTax,
  LedgerBalance,
  TaxBalance,
];

/** The books: accounts, journal, tax rates, periods. */
@Module({
  imports: [
    TenantModule.forFeature(ENTITIES, { migrations: [AccountingInit1763000300000] }),
    CompanyModule,
    LocationsModule,
  ],
  controllers: [TaxRateController, AccountController],
  providers: [
    TaxRateService,
    TaxRateListService,
    AccountService,
    ChartService,
    ChartStep,
    CalendarService,
    JournalStore,
    BalanceService,
    LedgerService,
    AccountingService,
  ],
  exports: [AccountingService, TaxRateService, TaxRateListService, ChartStep],
})
export class AccountingModule {}
