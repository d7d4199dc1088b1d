import { Injectable } from '@nestjs/common';
import { Letterhead } from '../pdf/letterhead.js';
import { CompanyService } from '../../company/index.js';
import type { InvoiceFile } from '../documents/invoices/invoice-document.service.js';
import { partiesOf } from '../rows/invoice.parties.js';
import { statementDocument } from './statement-document.js';
import type { StatementQuery } from './customer-statement.dto.js';
import { CustomerStatementService } from './customer-statement.service.js';

/** The statement as a PDF. */
@Injectable()
export class StatementDocumentService {
  constructor(
    private readonly statements: CustomerStatementService,
    private readonly company: CompanyService,
    private readonly printer: Letterhead,
  ) {}

  async pdf(customerId: string, query: StatementQuery): Promise<InvoiceFile> {
    const statement = await this.statements.get(customerId, query);
    const customer = await this.statements.customer(customerId);
    const parties = partiesOf(await this.company.get(), customer);
    const document = statementDocument(statement, parties);
    const content = await this.printer.print(document, parties, new Date(`${statement.to}T00:00:00Z`));
    return { name: `statement-${statement.from}-${statement.to}.pdf`, content };
  }
}
