import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { FeatureModule } from '../platform.js';
import { SalesInit1763000400000 } from '../../../migrations/tenant/sales/1763000400000-sales-init.js';
import { SalesTextKeys1763002100000 } from '../../../migrations/tenant/sales/1763002100000-sales-text-keys.js';
import { SalesDepth1763000500000 } from '../../../migrations/tenant/sales/1763000500000-sales-depth.js';
import { SalesDue1763000700000 } from '../../../migrations/tenant/sales/1763000700000-sales-due.js';
import { SalesBalances1763000800000 } from '../../../migrations/tenant/sales/1763000800000-sales-balances.js';
import { SalesReceivables1763000900000 } from '../../../migrations/tenant/sales/1763000900000-sales-receivables.js';
import { SalesOneDateIndex1763001100000 } from '../../../migrations/tenant/sales/1763001100000-sales-one-date-index.js';
import { SalesInOrder1763001200000 } from '../../../migrations/tenant/sales/1763001200000-sales-in-order.js';
import { ReceivablesByCustomer1763001300000 } from '../../../migrations/tenant/sales/1763001300000-receivables-by-customer.js';
import { SalesQuarters1763001000000 } from '../../../migrations/tenant/sales/1763001000000-sales-quarters.js';
import { SalesVoidDay1763002300000 } from '../../../migrations/tenant/sales/1763002300000-sales-void-day.js';
import { SalesCustomerPayments1763002300010 } from '../../../migrations/tenant/sales/1763002300010-sales-customer-payments.js';
import { SalesWriteOffs1763002300020 } from '../../../migrations/tenant/sales/1763002300020-sales-write-offs.js';
import { SalesParties1763002300030 } from '../../../migrations/tenant/sales/1763002300030-sales-parties.js';
import { PricesWithTax1763002400100 } from '../../../migrations/tenant/sales/1763002400100-prices-with-tax.js';
import { CustomerCountry1763002400210 } from '../../../migrations/tenant/sales/1763002400210-customer-country.js';
import { AuditModule, MailModule } from '../platform.js';
import { AccountingModule } from '../accounting/index.js';
import { CompanyModule } from '../company/index.js';
import { FilesModule } from '../files/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { NumberingModule } from '../numbering/index.js';
import { LocationsModule } from '../locations/index.js';
import { SalesBooks } from './record/ledger/sales-books.service.js';
import { PaymentBooks } from './record/ledger/payment-books.service.js';
import { FOLLOWERS, salesFollowers } from './record/sales.followers.js';
import { SalesRecord } from './record/sales-record.service.js';
import { KeptSums } from './kept/kept-sums.service.js';
import { SalesBalance } from './rows/sales-balance.entity.js';
import { SalesBalanceBuilder } from './kept/sales-balance.builder.js';
import { SalesBalanceService } from './kept/sales-balance.service.js';
import { SalesSums } from './kept/sales-sums.js';
import { CreditNoteController } from './documents/credit-notes/credit-note.controller.js';
import { CreditNoteDocumentService } from './documents/credit-notes/credit-note-document.service.js';
import { CreditNote } from './rows/credit-note.entity.js';
import { CreditNoteIssueService } from './documents/credit-notes/credit-note-issue.service.js';
import { CreditNoteLine } from './rows/credit-note-line.entity.js';
import { CreditNoteLinesService } from './documents/credit-notes/credit-note-lines.service.js';
import { CreditNoteService } from './documents/credit-notes/credit-note.service.js';
import { CreditNoteTermsService } from './documents/credit-notes/credit-note-terms.service.js';
import { CreditParts } from './credit/credit-parts.service.js';
import { CreditUse } from './rows/credit-use.entity.js';
import { CustomerCredit } from './rows/customer-credit.entity.js';
import { CustomerCreditService } from './credit/customer-credit.service.js';
import { CustomerCodeService } from './parties/customer-code.service.js';
import { CustomerController } from './parties/customer.controller.js';
import { Customer } from './rows/customer.entity.js';
import { CustomerService } from './parties/customer.service.js';
import { CustomerImportController } from './parties/customer-import.controller.js';
import { CustomerImportService } from './parties/customer-import.service.js';
import { RefundController } from './documents/refunds/refund.controller.js';
import { Refund } from './rows/refund.entity.js';
import { RefundListService } from './documents/refunds/refund-list.service.js';
import { RefundService } from './documents/refunds/refund.service.js';
import { CreditSpendingService } from './documents/payments/credit-spending.service.js';
import { MoneyReceivedService } from './documents/payments/money-received.service.js';
import { SettlementService } from './documents/payments/settlement.service.js';
import { InvoiceHistory } from './documents/invoices/invoice-history.service.js';
import { InvoiceActionController } from './documents/invoices/invoice-action.controller.js';
import { InvoiceController } from './documents/invoices/invoice.controller.js';
import { Invoice } from './rows/invoice.entity.js';
import { InvoiceDocumentService } from './documents/invoices/invoice-document.service.js';
import { InvoiceDrafts } from './documents/invoices/invoice-drafts.js';
import { InvoiceDraftService } from './documents/invoices/invoice-draft.service.js';
import { InvoiceIssueCheckService } from './documents/invoices/invoice-issue-check.service.js';
import { InvoiceIssueService } from './documents/invoices/invoice-issue.service.js';
import { InvoiceLine } from './rows/invoice-line.entity.js';
import { InvoiceNumberService } from './documents/invoices/invoice-number.service.js';
import { InvoicePreviewService } from './documents/invoices/invoice-preview.service.js';
import { InvoicePricingService } from './pricing/invoice-pricing.service.js';
import { InvoiceReferencesService } from './documents/invoices/invoice-references.service.js';
import { InvoiceFactsService } from './documents/invoices/invoice-facts.service.js';
import { InvoiceViews } from './documents/invoices/invoice-views.service.js';
import { InvoiceService } from './documents/invoices/invoice.service.js';
import { PaymentController } from './documents/payments/payment.controller.js';
import { Payment } from './rows/payment.entity.js';
import { PaymentService } from './documents/payments/payment.service.js';
import { AllocationService } from './documents/payments/allocation.service.js';
import { CustomerPaymentController } from './documents/payments/customer-payment.controller.js';
import { CustomerPayment } from './rows/customer-payment.entity.js';
import { CustomerPaymentListService } from './documents/payments/customer-payment-list.service.js';
import { CustomerPaymentService } from './documents/payments/customer-payment.service.js';
import { CustomerPaymentStore } from './documents/payments/customer-payment.store.js';
import { Letterhead } from './pdf/letterhead.js';
import { OpenDays } from './documents/payments/open-days.service.js';
import { PaymentAccess } from './documents/payments/payment-access.service.js';
import { PaymentParts } from './documents/payments/payment-parts.service.js';
import { PaymentReversalService } from './documents/payments/payment-reversal.service.js';
import { CustomerEntries } from './opening/customer-entries.service.js';
import { CustomerEntry } from './rows/customer-entry.entity.js';
import { CustomerFollower } from './opening/customer-follower.js';
import { OpeningInvoices } from './opening/opening-invoices.service.js';
import { OpeningTerms } from './opening/opening-terms.service.js';
import { ProductController } from './products/product.controller.js';
import { Product } from './rows/product.entity.js';
import { ProductImportController } from './products/product-import.controller.js';
import { ProductImportService } from './products/product-import.service.js';
import { ProductService } from './products/product.service.js';
import { ReceivableBuilder } from './kept/receivable.builder.js';
import { Receivable } from './rows/receivable.entity.js';
import { Settlements } from './kept/settlements.service.js';
import { ReceivableService } from './kept/receivable.service.js';
import { AgedReceivablesController } from './reports/aged-receivables.controller.js';
import { AgedReceivablesService } from './reports/aged-receivables.service.js';
import { SalesReportController } from './reports/sales-report.controller.js';
import { SubjectSums } from './reports/subject-sums.js';
import { SalesReportService } from './reports/sales-report.service.js';
import { CustomerStatementController } from './statements/customer-statement.controller.js';
import { CustomerStatementService } from './statements/customer-statement.service.js';
import { StatementDocumentService } from './statements/statement-document.service.js';
import { StatementEntries } from './statements/statement-entries.js';

import { WriteOffController } from './documents/write-offs/write-off.controller.js';
import { WriteOff } from './rows/write-off.entity.js';
import { WriteOffService } from './documents/write-offs/write-off.service.js';

const ENTITIES = [
  Customer,
  Product,
  Invoice,
  InvoiceLine,
  Payment,
  CreditNote,
  CreditNoteLine,
  Refund,
  CustomerPayment,
  CustomerCredit,
  CreditUse,
  WriteOff,
  CustomerEntry,
  SalesBalance,
  Receivable,
];

/** Customers, products, invoices and what is paid for them. */
@FeatureModule('sales')
@Module({
  imports: [
    TenantModule.forFeature(ENTITIES, {
      migrations: [
        SalesInit1763000400000,
        SalesTextKeys1763002100000,
        SalesDepth1763000500000,
        SalesDue1763000700000,
        SalesBalances1763000800000,
        SalesReceivables1763000900000,
        SalesQuarters1763001000000,
        SalesOneDateIndex1763001100000,
        SalesInOrder1763001200000,
        ReceivablesByCustomer1763001300000,
        SalesVoidDay1763002300000,
        SalesCustomerPayments1763002300010,
        SalesWriteOffs1763002300020,
        SalesParties1763002300030,
        PricesWithTax1763002400100,
        CustomerCountry1763002400210,
      ],
    }),
    AccountingModule,
    CompanyModule,
    FilesModule,
    IdempotencyModule,
    LocationsModule,
    NumberingModule,
    AuditModule,
    MailModule,
  ],
  controllers: [
    CustomerController,
    CustomerImportController,
    ProductController,
    ProductImportController,
    InvoiceController,
    InvoiceActionController,
    PaymentController,
    CustomerPaymentController,
    WriteOffController,
    CreditNoteController,
    RefundController,
    SalesReportController,
    AgedReceivablesController,
    CustomerStatementController,
  ],
  providers: [
    CustomerCodeService,
    CustomerService,
    CustomerImportService,
    ProductService,
    ProductImportService,
    InvoiceService,
    InvoiceFactsService,
    InvoiceViews,
    InvoiceReferencesService,
    InvoicePricingService,
    InvoicePreviewService,
    InvoiceDraftService,
    InvoiceDrafts,
    InvoiceNumberService,
    InvoiceIssueCheckService,
    InvoiceIssueService,
    InvoiceDocumentService,
    Letterhead,
    SettlementService,
    InvoiceHistory,
    WriteOffService,
    CustomerEntries,
    OpeningTerms,
    OpeningInvoices,
    CustomerFollower,
    MoneyReceivedService,
    CreditSpendingService,
    PaymentService,
    CreditParts,
    CustomerCreditService,
    OpenDays,
    PaymentAccess,
    PaymentParts,
    CustomerPaymentStore,
    CustomerPaymentListService,
    AllocationService,
    CustomerPaymentService,
    PaymentReversalService,
    RefundListService,
    RefundService,
    CreditNoteService,
    CreditNoteLinesService,
    CreditNoteTermsService,
    CreditNoteIssueService,
    CreditNoteDocumentService,
    SalesBalanceBuilder,
    SalesBalanceService,
    SalesSums,
    Settlements,
    KeptSums,
    SalesBooks,
    PaymentBooks,
    ...FOLLOWERS,
    salesFollowers,
    SalesRecord,
    ReceivableBuilder,
    ReceivableService,
    SalesReportService,
    SubjectSums,
    AgedReceivablesService,
    StatementEntries,
    CustomerStatementService,
    StatementDocumentService,
  ],
  exports: [
    CustomerService,
    ProductService,
    InvoiceDraftService,
    InvoiceIssueService,
    PaymentService,
    SalesBalanceBuilder,
    ReceivableBuilder,
  ],
})
export class SalesModule {}
