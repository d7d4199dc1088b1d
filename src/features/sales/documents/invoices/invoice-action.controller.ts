import { Body, Controller, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IdPipe, Plane, Roles } from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_READERS, SALES_SETTLERS, SALES_WRITERS } from '../../rows/sales.roles.js';
import { IssueInput, SendInput, VoidInput } from './invoice-actions.dto.js';
import { InvoiceDto } from './invoice-view.dto.js';
import { InvoiceDocumentService } from './invoice-document.service.js';
import { InvoiceIssueService } from './invoice-issue.service.js';
import { InvoiceService } from './invoice.service.js';

@ApiTags('Sales: invoices')
@Roles(...SALES_SETTLERS)
@Plane('tenant')
@Controller('sales/invoices/:id')
export class InvoiceActionController {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly issuing: InvoiceIssueService,
    private readonly documents: InvoiceDocumentService,
  ) {}

  @Post('issue')
  @Roles(...SALES_WRITERS)
  @HttpCode(200)
  @Idempotent()
  @ApiExample(IssueInput, {})
  @ApiOperation({ summary: 'Issue a draft: it gets its number and can no longer be changed' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'currency_mismatch',
    'amount_out_of_range',
    'issue_date_out_of_order',
    'due_date_before_issue_date',
    'tax_rate_inactive',
    'location_inactive',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiOkResponse({ type: InvoiceDto })
  async issue(@Param('id', IdPipe) id: string, @Body() input: IssueInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.issuing.issue(id, input));
  }

  @Post('void')
  @HttpCode(200)
  @Idempotent()
  @ApiExample(VoidInput, { reason: 'Wrong customer' })
  @ApiOperation({ summary: 'Void an issued invoice without payments; it keeps its number' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'invoice_has_payments',
    'invoice_has_credit_notes',
    'date_too_early',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiOkResponse({ type: InvoiceDto })
  async void(@Param('id', IdPipe) id: string, @Body() input: VoidInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.issuing.void(id, input));
  }

  @Post('send')
  @HttpCode(200)
  @ApiExample(SendInput, { to: 'accounts@alfreds.example' })
  @ApiOperation({ summary: 'Mail the PDF to the customer' })
  @ApiProblems('validation_failed', 'not_found', 'conflict', 'customer_without_email')
  @ApiOkResponse({ type: InvoiceDto })
  async send(@Param('id', IdPipe) id: string, @Body() input: SendInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.documents.send(id, input));
  }

  @Get('pdf')
  @Roles(...SALES_READERS)
  @ApiOperation({ summary: 'The invoice as a PDF; drafts and void ones are marked' })
  @ApiProblems('not_found')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const { name, content } = await this.documents.pdf(id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: content.length,
    });
  }
}
