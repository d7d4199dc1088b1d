import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
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
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_READERS, SALES_WRITERS } from '../../rows/sales.roles.js';
import { INVOICE_CSV } from './invoice.csv.js';
import { InvoiceInput, InvoicePatch, PreviewInput } from '../../pricing/invoice-input.dto.js';
import { InvoiceQuery } from './invoice-query.dto.js';
import { InvoiceDto, InvoicePageDto, PreviewDto } from './invoice-view.dto.js';
import { InvoiceDraftService } from './invoice-draft.service.js';
import { InvoicePreviewService } from './invoice-preview.service.js';
import { InvoiceService } from './invoice.service.js';

const LINE_EXAMPLE = { description: 'Consulting', quantity: '1.500', unitPrice: '80.00', discount: '0.1000' };

@ApiTags('Sales: invoices')
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales/invoices')
export class InvoiceController {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly drafts: InvoiceDraftService,
    private readonly previews: InvoicePreviewService,
  ) {}

  @Get()
  @ApiList('List invoices, the newest first', InvoicePageDto)
  list(
    @Query() query: InvoiceQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<InvoiceDto>> | StreamableFile {
    return listAnswer({
      query,
      accept,
      list: (page, shown) => this.invoices.list(page, shown),
      name: 'invoices',
      columns: INVOICE_CSV,
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One invoice' })
  @ApiProblems('not_found')
  @ApiOkResponse({ type: InvoiceDto })
  get(@Param('id', IdPipe) id: string): Promise<InvoiceDto> {
    return this.invoices.show(id);
  }

  @Post()
  @TakesLines()
  @Roles(...SALES_WRITERS)
  @Idempotent()
  @ApiExample(InvoiceInput, {
    customerId: '0198c3a1-7d2e-7000-8000-000000000001',
    notes: 'Put the id of one of your customers above.',
    lines: [LINE_EXAMPLE],
  })
  @ApiOperation({ summary: 'Write a draft' })
  @ApiProblems(
    'validation_failed',
    'conflict',
    'idempotency_key_reused',
    'unknown_reference',
    'amount_out_of_range',
    'location_inactive',
    'tax_rate_inactive',
    'due_date_before_issue_date',
  )
  @ApiCreatedResponse({ type: InvoiceDto })
  async create(@Body() input: InvoiceInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.create(input));
  }

  @Post('preview')
  @TakesLines()
  @HttpCode(200)
  @ApiExample(PreviewInput, { lines: [LINE_EXAMPLE] })
  @ApiOperation({ summary: 'What an invoice would come to; nothing is stored' })
  @ApiProblems(
    'validation_failed',
    'unknown_reference',
    'amount_out_of_range',
    'location_inactive',
    'tax_rate_inactive',
    'due_date_before_issue_date',
  )
  @ApiOkResponse({ type: PreviewDto })
  preview(@Body() input: PreviewInput): Promise<PreviewDto> {
    return this.previews.preview(input);
  }

  @Patch(':id')
  @TakesLines()
  @Roles(...SALES_WRITERS)
  @ApiExample(InvoicePatch, { lines: [LINE_EXAMPLE] })
  @ApiOperation({ summary: 'Change a draft; lines, when given, replace all lines' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'unknown_reference',
    'amount_out_of_range',
    'location_inactive',
    'tax_rate_inactive',
    'due_date_before_issue_date',
    'currency_mismatch',
  )
  @ApiOkResponse({ type: InvoiceDto })
  async update(@Param('id', IdPipe) id: string, @Body() change: InvoicePatch): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Delete a draft' })
  @ApiProblems('not_found', 'conflict')
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.drafts.delete(id);
  }

  @Post(':id/duplicate')
  @Roles(...SALES_WRITERS)
  @Idempotent()
  @ApiOperation({ summary: 'A new draft with the same customer and lines' })
  @ApiProblems('not_found', 'conflict', 'idempotency_key_reused')
  @ApiCreatedResponse({ type: InvoiceDto })
  async duplicate(@Param('id', IdPipe) id: string): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.duplicate(id));
  }
}
