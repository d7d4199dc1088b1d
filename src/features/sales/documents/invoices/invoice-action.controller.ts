import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BOOKING_DAY, CHANGE, IdPipe, Operation, PDF, Permission, Plane } from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { IssueInput, SendInput, VoidInput } from './invoice-actions.dto.js';
import { InvoiceDto } from './invoice-view.dto.js';
import { InvoiceDocumentService } from './invoice-document.service.js';
import { InvoiceIssueService } from './invoice-issue.service.js';
import { InvoiceService } from './invoice.service.js';

@ApiTags('Sales: invoices')
@Permission('sales', 'settle')
@Plane('tenant')
@Controller('sales/invoices/:id')
export class InvoiceActionController {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly issuing: InvoiceIssueService,
    private readonly documents: InvoiceDocumentService,
  ) {}

  @Post('issue')
  @Operation({
    summary: 'Issue a draft: it gets its number and can no longer be changed',
    may: ['sales', 'write'],
    answers: InvoiceDto,
    example: {},
    refuses: [
      ...CHANGE,
      'currency_mismatch',
      'amount_out_of_range',
      'issue_date_out_of_order',
      'due_date_before_issue_date',
      'tax_rate_inactive',
      'location_inactive',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  async issue(@Param('id', IdPipe) id: string, @Body() input: IssueInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.issuing.issue(id, input));
  }

  @Post('void')
  @Operation({
    summary: 'Void an issued invoice without payments; it keeps its number',
    answers: InvoiceDto,
    example: { reason: 'Wrong customer' },
    refuses: [
      ...CHANGE,
      'invoice_has_payments',
      'invoice_has_credit_notes',
      'date_too_early',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  async void(@Param('id', IdPipe) id: string, @Body() input: VoidInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.issuing.void(id, input));
  }

  @Post('send')
  @Operation({
    summary: 'Mail the PDF to the customer',
    answers: InvoiceDto,
    example: { to: 'accounts@alfreds.example' },
    refuses: ['validation_failed', 'not_found', 'conflict', 'customer_without_email'],
  })
  async send(@Param('id', IdPipe) id: string, @Body() input: SendInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.documents.send(id, input));
  }

  @Get('pdf')
  @Operation({
    summary: 'The invoice as a PDF; drafts and void ones are marked',
    may: ['sales', 'read'],
    answers: PDF,
    refuses: ['not_found'],
  })
  async pdf(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const { name, content } = await this.documents.pdf(id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: content.length,
    });
  }
}
