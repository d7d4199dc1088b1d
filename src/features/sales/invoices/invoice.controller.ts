import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Roles } from '../../../http/auth/roles.decorator.js';
import type { Page } from '../../../http/pagination.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { Idempotent } from '../../idempotency/idempotent.decorator.js';
import { SALES_READERS, SALES_WRITERS } from '../sales.roles.js';
import { InvoiceInput, InvoicePatch, PreviewInput } from './invoice.dto.js';
import { InvoiceQuery } from './invoice.query.js';
import { InvoiceDto, InvoicePageDto, PreviewDto } from './invoice.view.js';
import { InvoiceDraftService } from './invoice-draft.service.js';
import { InvoicePreviewService } from './invoice-preview.service.js';
import { InvoiceService } from './invoice.service.js';

@ApiTags('Sales: invoices')
@ApiBearerAuth()
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
  @ApiOperation({ summary: 'List invoices, the newest first' })
  @ApiOkResponse({ type: InvoicePageDto })
  list(@Query() query: InvoiceQuery): Promise<Page<InvoiceDto>> {
    return this.invoices.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One invoice' })
  @ApiOkResponse({ type: InvoiceDto })
  get(@Param('id', IdPipe) id: string): Promise<InvoiceDto> {
    return this.invoices.show(id);
  }

  @Post()
  @Roles(...SALES_WRITERS)
  @Idempotent()
  @ApiOperation({ summary: 'Write a draft' })
  @ApiCreatedResponse({ type: InvoiceDto })
  async create(@Body() input: InvoiceInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.create(input));
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What an invoice would come to; nothing is stored' })
  @ApiOkResponse({ type: PreviewDto })
  preview(@Body() input: PreviewInput): Promise<PreviewDto> {
    return this.previews.preview(input);
  }

  @Patch(':id')
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Change a draft; lines, when given, replace all lines' })
  @ApiOkResponse({ type: InvoiceDto })
  async update(@Param('id', IdPipe) id: string, @Body() change: InvoicePatch): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Delete a draft' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.drafts.delete(id);
  }

  @Post(':id/duplicate')
  @Roles(...SALES_WRITERS)
  @Idempotent()
  @ApiOperation({ summary: 'A new draft with the same customer and lines' })
  @ApiCreatedResponse({ type: InvoiceDto })
  async duplicate(@Param('id', IdPipe) id: string): Promise<InvoiceDto> {
    return this.invoices.shown(await this.drafts.duplicate(id));
  }
}
