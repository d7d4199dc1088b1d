import { Body, Controller, Get, Headers, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  ApiList,
  ApiProblems,
  IdPipe,
  listAnswer,
  type Page,
  Plane,
  Roles,
  TakesLines,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { pdfFile } from '../../pdf/pdf-file.js';
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_READERS, SALES_SETTLERS } from '../../rows/sales.roles.js';
import { CREDIT_NOTE_CSV } from './credit-note.csv.js';
import { CreditNoteDocumentService } from './credit-note-document.service.js';
import { CreditNoteInput } from './credit-note-input.dto.js';
import { CreditNoteIssueService } from './credit-note-issue.service.js';
import { CreditNoteQuery } from './credit-note-query.dto.js';
import { CreditNoteDto, CreditNotePageDto } from './credit-note-view.dto.js';
import { CreditNoteService } from './credit-note.service.js';

@ApiTags('Sales: credit notes')
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales')
export class CreditNoteController {
  constructor(
    private readonly notes: CreditNoteService,
    private readonly issuing: CreditNoteIssueService,
    private readonly documents: CreditNoteDocumentService,
  ) {}

  @Get('credit-notes')
  @ApiList('List credit notes, the newest first', CreditNotePageDto)
  list(
    @Query() query: CreditNoteQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<CreditNoteDto>> | StreamableFile {
    return listAnswer({
      query,
      accept,
      list: (page, shown) => this.notes.list(page, shown),
      name: 'credit-notes',
      columns: CREDIT_NOTE_CSV,
    });
  }

  @Get('credit-notes/:id')
  @ApiOperation({ summary: 'One credit note' })
  @ApiProblems('not_found')
  @ApiOkResponse({ type: CreditNoteDto })
  get(@Param('id', IdPipe) id: string): Promise<CreditNoteDto> {
    return this.notes.show(id);
  }

  @Get('credit-notes/:id/pdf')
  @ApiOperation({ summary: 'The credit note as a PDF' })
  @ApiProblems('not_found')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    return pdfFile(await this.documents.pdf(id));
  }

  @Post('invoices/:id/credit-notes')
  @TakesLines()
  @Roles(...SALES_SETTLERS)
  @Idempotent()
  @ApiExample(CreditNoteInput, { amount: '10.00', reason: 'Damaged on the way' })
  @ApiOperation({ summary: 'Credit an issued invoice by lines or by an amount; paid money becomes credit' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'unknown_reference',
    'credit_exceeds_invoice',
    'amount_out_of_range',
    'issue_date_out_of_order',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiCreatedResponse({ type: CreditNoteDto })
  async issue(@Param('id', IdPipe) id: string, @Body() input: CreditNoteInput): Promise<CreditNoteDto> {
    return this.notes.show((await this.issuing.issue(id, input)).id);
  }
}
