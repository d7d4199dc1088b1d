import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IdPipe, Plane, Roles } from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { InvoiceDto } from '../invoices/invoice-view.dto.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_PAYERS } from '../../rows/sales.roles.js';
import { WriteOffInput, WriteOffReversalInput } from './write-off-input.dto.js';
import { WriteOffService } from './write-off.service.js';

@ApiTags('Sales: invoices')
@Roles(...SALES_PAYERS)
@Plane('tenant')
@Controller('sales/invoices/:id/write-off')
export class WriteOffController {
  constructor(
    private readonly writeOffs: WriteOffService,
    private readonly invoices: InvoiceService,
  ) {}

  @Post()
  @HttpCode(200)
  @Idempotent()
  @ApiExample(WriteOffInput, { reason: 'Insolvent' })
  @ApiOperation({
    summary: 'Write off what is still owed of an invoice',
    description:
      'The net part is an expense for bad debts; its tax lowers what is due for the period of that day.',
  })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'date_too_early',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiOkResponse({ type: InvoiceDto })
  async writeOff(@Param('id', IdPipe) id: string, @Body() input: WriteOffInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.writeOffs.writeOff(id, input));
  }

  @Post('reverse')
  @HttpCode(200)
  @Idempotent()
  @ApiExample(WriteOffReversalInput, { reason: 'Paid after all' })
  @ApiOperation({ summary: 'Take a write-off back: the invoice is owed again, with its tax' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'date_too_early',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiOkResponse({ type: InvoiceDto })
  async reverse(@Param('id', IdPipe) id: string, @Body() input: WriteOffReversalInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.writeOffs.reverse(id, input));
  }
}
