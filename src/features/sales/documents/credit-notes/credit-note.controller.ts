import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BOOKING_DAY,
  CHANGE,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  PDF,
  Permission,
  Plane,
  TakesLines,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { pdfFile } from '../../pdf/pdf-file.js';
import { CREDIT_NOTE_CSV } from './credit-note.csv.js';
import { CreditNoteDocumentService } from './credit-note-document.service.js';
import { CreditNoteInput } from './credit-note-input.dto.js';
import { CreditNoteIssueService } from './credit-note-issue.service.js';
import { CreditNoteQuery } from './credit-note-query.dto.js';
import { CreditNoteDto, CreditNotePageDto } from './credit-note-view.dto.js';
import { CreditNoteService } from './credit-note.service.js';

@ApiTags('Sales: credit notes')
@Permission('sales', 'read')
@Plane('tenant')
@Controller('sales')
export class CreditNoteController {
  constructor(
    private readonly notes: CreditNoteService,
    private readonly issuing: CreditNoteIssueService,
    private readonly documents: CreditNoteDocumentService,
  ) {}

  @Get('credit-notes')
  @Operation({ summary: 'List credit notes, the newest first', answers: CreditNotePageDto, csv: true })
  list(@Query() query: CreditNoteQuery): ListAnswer<CreditNoteDto> {
    return listAnswer(query, (page, shown) => this.notes.list(page, shown), CREDIT_NOTE_CSV);
  }

  @Get('credit-notes/:id')
  @Operation({ summary: 'One credit note', answers: CreditNoteDto, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<CreditNoteDto> {
    return this.notes.show(id);
  }

  @Get('credit-notes/:id/pdf')
  @Operation({ summary: 'The credit note as a PDF', answers: PDF, refuses: ['not_found'] })
  async pdf(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    return pdfFile(await this.documents.pdf(id));
  }

  @Post('invoices/:id/credit-notes')
  @Operation({
    summary: 'Credit an issued invoice by lines or by an amount; paid money becomes credit',
    may: ['sales', 'settle'],
    answers: CreditNoteDto,
    status: 201,
    example: { amount: '10.00', reason: 'Damaged on the way' },
    refuses: [
      ...CHANGE,
      'unknown_reference',
      'credit_exceeds_invoice',
      'amount_out_of_range',
      'issue_date_out_of_order',
      ...BOOKING_DAY,
    ],
  })
  @TakesLines()
  @Idempotent()
  async issue(@Param('id', IdPipe) id: string, @Body() input: CreditNoteInput): Promise<CreditNoteDto> {
    return this.notes.show((await this.issuing.issue(id, input)).id);
  }
}
