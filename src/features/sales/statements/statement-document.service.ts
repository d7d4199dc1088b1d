import { Injectable } from '@nestjs/common';
import { PdfPrinter } from '../../../pdf/pdf-printer.js';
import { CompanyService } from '../../company/company.service.js';
import type { InvoiceFile } from '../invoices/invoice-document.service.js';
import { partiesOf } from '../invoices/invoice.parties.js';
import { statementDocument } from '../pdf/statement-document.js';
import type { StatementQuery } from './customer-statement.dto.js';
import { CustomerStatementService } from './customer-statement.service.js';

/** The statement as a PDF. */
@Injectable()
export class StatementDocumentService {
  constructor(
    private readonly statements: CustomerStatementService,
    private readonly company: CompanyService,
    private readonly printer: PdfPrinter,
  ) {}

  async pdf(customerId: string, query: StatementQuery): Promise<InvoiceFile> {
    const statement = await this.statements.get(customerId, query);
    const customer = await this.statements.customer(customerId);
    const document = statementDocument(statement, partiesOf(await this.company.get(), customer));
    const content = await this.printer.print(document, new Date(`${statement.to}T00:00:00Z`));
    return { name: `statement-${statement.from}-${statement.to}.pdf`, content };
  }
}
