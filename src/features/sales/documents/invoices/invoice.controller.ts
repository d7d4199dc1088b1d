import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CHANGE,
  DOCUMENT_TERMS,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
  TakesLines,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { INVOICE_CSV } from './invoice.csv.js';
import { InvoiceInput, InvoicePatch, PreviewInput } from '../../pricing/invoice-input.dto.js';
import { InvoiceQuery } from './invoice-query.dto.js';
import { InvoiceDto, InvoicePageDto, PreviewDto } from './invoice-view.dto.js';
import { InvoiceDraftService } from './invoice-draft.service.js';
import { InvoicePreviewService } from './invoice-preview.service.js';
import { InvoiceService } from './invoice.service.js';

const LINE_EXAMPLE = { description: 'Consulting', quantity: '1.500', unitPrice: '80.00', discount: '0.1000' };

@ApiTags('Sales: invoices')
@Permission('sales', 'read')
@Plane('tenant')
@Controller('sales/invoices')
export class InvoiceController {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly drafts: InvoiceDraftService,
    private readonly previews: InvoicePreviewService,
  ) {}

  @Get()
  @Operation({ summary: 'List invoices, the newest first', answers: InvoicePageDto, csv: true })
  list(@Query() query: InvoiceQuery): ListAnswer<InvoiceDto> {
    return listAnswer(query, (page, shown) => this.invoices.list(page, shown), INVOICE_CSV);
  }

  @Get(':id')
  @Operation({ summary: 'One invoice', answers: InvoiceDto, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<InvoiceDto> {
    return this.invoices.show(id);
  }

  @Post()
  @Operation({
    summary: 'Write a draft',
    may: ['sales', 'write'],
    answers: InvoiceDto,
    status: 201,
    example: {
      customerId: '0198c3a1-7d2e-7000-8000-000000000001',
      notes: 'Put the id of one of your customers above.',
      lines: [LINE_EXAMPLE],
    },
    refuses: ['validation_failed', 'due_date_before_issue_date', ...DOCUMENT_TERMS],
  })
  @TakesLines()
  @Idempotent()
  async create(@Body() input: InvoiceInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.create(input));
  }

  @Post('preview')
  @Operation({
    summary: 'What an invoice would come to; nothing is stored',
    answers: PreviewDto,
    example: { lines: [LINE_EXAMPLE] },
    refuses: ['validation_failed', 'due_date_before_issue_date', ...DOCUMENT_TERMS],
  })
  @TakesLines()
  preview(@Body() input: PreviewInput): Promise<PreviewDto> {
    return this.previews.preview(input);
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a draft; lines, when given, replace all lines',
    may: ['sales', 'write'],
    answers: InvoiceDto,
    example: { lines: [LINE_EXAMPLE] },
    refuses: [...CHANGE, 'conflict', 'due_date_before_issue_date', 'currency_mismatch', ...DOCUMENT_TERMS],
  })
  @TakesLines()
  async update(@Param('id', IdPipe) id: string, @Body() change: InvoicePatch): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.update(id, change));
  }

  @Delete(':id')
  @Operation({ summary: 'Delete a draft', may: ['sales', 'write'], refuses: ['not_found', 'conflict'] })
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.drafts.delete(id);
  }

  @Post(':id/duplicate')
  @Operation({
    summary: 'A new draft with the same customer and lines',
    may: ['sales', 'write'],
    answers: InvoiceDto,
    status: 201,
    refuses: ['not_found'],
  })
  @Idempotent()
  async duplicate(@Param('id', IdPipe) id: string): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.duplicate(id));
  }
}
