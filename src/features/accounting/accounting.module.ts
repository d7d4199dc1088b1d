import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { FeatureModule } from '../platform.js';
import { AccountingInit1763000300000 } from '../../../migrations/tenant/accounting/1763000300000-accounting-init.js';
import { AccountingTextKeys1763002110000 } from '../../../migrations/tenant/accounting/1763002110000-accounting-text-keys.js';
import { TaxCategories1763002200000 } from '../../../migrations/tenant/accounting/1763002200000-tax-categories.js';
import { JournalParties1763002210000 } from '../../../migrations/tenant/accounting/1763002210000-journal-parties.js';
import { OpenPayables1763002220000 } from '../../../migrations/tenant/accounting/1763002220000-open-payables.js';
import { CompanyModule } from '../company/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { LocationsModule } from '../locations/index.js';
import { AccountingService } from './posting/accounting.service.js';
import { AccountController } from './accounts/account.controller.js';
import { Account } from './rows/account.entity.js';
import { AccountService } from './chart/account.service.js';
import { AccountLedger } from './accounts/account-ledger.service.js';
import { ChartService } from './chart/chart.service.js';
import { ChartStep } from './chart/chart.step.js';
import { ExpenseAmounts } from './expenses/expense.amounts.js';
import { ExpenseCheck } from './expenses/expense-check.service.js';
import { ExpenseController } from './expenses/expense.controller.js';
import { Expense } from './rows/expense.entity.js';
import { ExpenseFlow } from './expenses/expense-flow.service.js';
import { ExpenseStore } from './expenses/expense.store.js';
import { ExpenseService } from './expenses/expense.service.js';
import { OpenPayables } from './expenses/open-payables.service.js';
import { EntryReader } from './journal/entry-reader.service.js';
import { OpeningBalancesController } from './opening/opening-balances.controller.js';
import { JournalController } from './journal/journal.controller.js';
import { JournalList } from './journal/journal.list.js';
import { JournalReversal } from './journal/journal-reversal.service.js';
import { JournalService } from './journal/journal.service.js';
import { JournalEntry } from './rows/journal-entry.entity.js';
import { JournalLine } from './rows/journal-line.entity.js';
import { JournalTax } from './rows/journal-tax.entity.js';
import { JournalTaxPart } from './rows/journal-tax-part.entity.js';
import { JournalStore } from './posting/journal.store.js';
import { OpeningBalancesService } from './opening/opening-balances.service.js';
import { OpeningItems } from './opening/opening-items.service.js';
import { OpeningOnce } from './opening/opening-once.service.js';
import { ControlAccounts } from './parties/control-accounts.js';
import { PartyCheck } from './parties/party-check.service.js';
import { PartyFollowers } from './parties/party-followers.js';
import { PartyNews } from './parties/party-news.service.js';
import { AgedPayablesController } from './payables/aged-payables.controller.js';
import { AgedPayablesService } from './payables/aged-payables.service.js';
import { PayableSums } from './payables/payable-sums.js';
import { AccountingPeriod } from './rows/accounting-period.entity.js';
import { AccountingYear } from './rows/accounting-year.entity.js';
import { BookingDays } from './calendar/booking-days.js';
import { CloseCheck } from './periods/close-check.service.js';
import { OpenDrafts } from './calendar/open-drafts.js';
import { ExpenseDrafts } from './expenses/expense-drafts.js';
import { PeriodController } from './periods/period.controller.js';
import { PeriodList } from './periods/period.list.js';
import { PeriodService } from './periods/period.service.js';
import { YearController } from './periods/year.controller.js';
import { YearResultService } from './periods/year-result.service.js';
import { YearService } from './periods/year.service.js';
import { LedgerSums } from './posting/ledger-sums.js';
import { CalendarService } from './calendar/calendar.service.js';
import { BalanceService } from './posting/balance.service.js';
import { LedgerBalance } from './rows/ledger-balance.entity.js';
import { PostingRules } from './posting/posting-rules.service.js';
import { LedgerService } from './posting/ledger.service.js';
import { TaxBalance } from './rows/tax-balance.entity.js';
import { TaxCategoryBalance } from './rows/tax-category-balance.entity.js';
import { LocationPerformanceService } from './reports/location-performance.service.js';
import { ReportController } from './reports/report.controller.js';
import { ReportScopeService } from './rows/report-scope.service.js';
import { StatementService } from './reports/statement.service.js';
import { TaxReportService } from './reports/tax-report.service.js';
import { TaxRateController } from './tax-rates/tax-rate.controller.js';
import { TaxRate } from './rows/tax-rate.entity.js';
import { TaxRateListService } from './tax-rates/tax-rate-list.service.js';
import { TaxRateService } from './tax-rates/tax-rate.service.js';
import { TaxRateUse } from './tax-rates/tax-rate-use.service.js';

const ENTITIES = [
  TaxRate,
  Account,
  AccountingYear,
  AccountingPeriod,
  JournalEntry,
  JournalLine,
  JournalTax,
  JournalTaxPart,
  LedgerBalance,
  TaxBalance,
  TaxCategoryBalance,
  Expense,
];

/** The books: accounts, journal, tax rates, periods. */
@FeatureModule('accounting')
@Module({
  imports: [
    TenantModule.forFeature(ENTITIES, {
      migrations: [
        AccountingInit1763000300000,
        AccountingTextKeys1763002110000,
        TaxCategories1763002200000,
        JournalParties1763002210000,
        OpenPayables1763002220000,
      ],
    }),
    CompanyModule,
    IdempotencyModule,
    LocationsModule,
  ],
  controllers: [
    TaxRateController,
    AccountController,
    JournalController,
    OpeningBalancesController,
    PeriodController,
    YearController,
    ExpenseController,
    ReportController,
    AgedPayablesController,
  ],
  providers: [
    TaxRateService,
    TaxRateListService,
    TaxRateUse,
    AccountService,
    ChartService,
    ChartStep,
    AccountLedger,
    BookingDays,
    CloseCheck,
    OpenDrafts,
    ExpenseDrafts,
    CalendarService,
    JournalStore,
    PartyFollowers,
    PartyCheck,
    PartyNews,
    ControlAccounts,
    EntryReader,
    JournalReversal,
    OpeningBalancesService,
    OpeningItems,
    OpeningOnce,
    OpenPayables,
    AgedPayablesService,
    PayableSums,
    BalanceService,
    LedgerSums,
    LedgerService,
    JournalService,
    JournalList,
    PeriodService,
    PeriodList,
    YearService,
    YearResultService,
    ExpenseAmounts,
    ExpenseCheck,
    ExpenseService,
    ExpenseFlow,
    ExpenseStore,
    ReportScopeService,
    StatementService,
    TaxReportService,
    LocationPerformanceService,
    PostingRules,
    AccountingService,
  ],
  exports: [
    AccountingService,
    BookingDays,
    OpenDrafts,
    PartyFollowers,
    TaxRateService,
    TaxRateListService,
    ChartStep,
  ],
})
export class AccountingModule {}
