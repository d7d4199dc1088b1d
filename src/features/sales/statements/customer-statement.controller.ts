import { Controller, Get, Headers, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiList, ApiProblems, csvFile, IdPipe, Plane, Roles, wantsCsv } from '../../platform.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { SALES_READERS } from '../rows/sales.roles.js';
import { STATEMENT_CSV, statementRows } from './customer-statement.csv.js';
import { CustomerStatementDto, StatementFileQuery, StatementQuery } from './customer-statement.dto.js';
import { CustomerStatementService } from './customer-statement.service.js';
import { StatementDocumentService } from './statement-document.service.js';

@ApiTags('Sales: customers')
@Roles(...SALES_READERS)
@Plane('tenant')
@ApiProblems('not_found', 'unknown_reference', 'location_forbidden')
@Controller('sales/customers/:id/statement')
export class CustomerStatementController {
  constructor(
    private readonly statements: CustomerStatementService,
    private readonly documents: StatementDocumentService,
  ) {}

  @Get()
  @ApiList('What a customer owed over some days, and why', CustomerStatementDto)
  async get(
    @Param('id', IdPipe) id: string,
    @Query() query: StatementFileQuery,
    @Headers('accept') accept?: string,
  ): Promise<CustomerStatementDto | StreamableFile> {
    const statement = await this.statements.get(id, query);
    if (!wantsCsv(query, accept)) return statement;
    const page = () => Promise.resolve({ items: statementRows(statement), nextCursor: null });
    return csvFile({ name: 'statement', columns: STATEMENT_CSV, page });
  }

  @Get('pdf')
  @ApiOperation({ summary: 'The statement of a customer as a PDF' })
  @ApiProblems('validation_failed')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('id', IdPipe) id: string, @Query() query: StatementQuery): Promise<StreamableFile> {
    return pdfFile(await this.documents.pdf(id, query));
  }
}
