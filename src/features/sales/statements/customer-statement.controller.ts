import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  IdPipe,
  Operation,
  PDF,
  Permission,
  Plane,
  Refuses,
  reportAnswer,
  rowsFile,
} from '../../platform.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { STATEMENT_CSV, statementRows } from './customer-statement.csv.js';
import { CustomerStatementDto, StatementFileQuery, StatementQuery } from './customer-statement.dto.js';
import { CustomerStatementService } from './customer-statement.service.js';
import { StatementDocumentService } from './statement-document.service.js';

@ApiTags('Sales: customers')
@Permission('sales', 'read')
@Plane('tenant')
@Refuses('not_found', 'unknown_reference', 'location_forbidden')
@Controller('sales/customers/:id/statement')
export class CustomerStatementController {
  constructor(
    private readonly statements: CustomerStatementService,
    private readonly documents: StatementDocumentService,
  ) {}

  @Get()
  @Operation({
    summary: 'What a customer owed over some days, and why',
    answers: CustomerStatementDto,
    csv: true,
  })
  get(
    @Param('id', IdPipe) id: string,
    @Query() query: StatementFileQuery,
  ): Promise<CustomerStatementDto | StreamableFile> {
    const file = (statement: CustomerStatementDto) => rowsFile(STATEMENT_CSV, statementRows(statement));
    return reportAnswer(query, this.statements.get(id, query), file);
  }

  @Get('pdf')
  @Operation({
    summary: 'The statement of a customer as a PDF',
    answers: PDF,
    refuses: ['validation_failed'],
  })
  async pdf(@Param('id', IdPipe) id: string, @Query() query: StatementQuery): Promise<StreamableFile> {
    return pdfFile(await this.documents.pdf(id, query));
  }
}
