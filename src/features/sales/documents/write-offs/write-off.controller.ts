import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BOOKING_DAY, CHANGE, IdPipe, Operation, Permission, Plane } from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { InvoiceDto } from '../invoices/invoice-view.dto.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { WriteOffInput, WriteOffReversalInput } from './write-off-input.dto.js';
import { WriteOffService } from './write-off.service.js';

@ApiTags('Sales: invoices')
@Permission('sales', 'payOut')
@Plane('tenant')
@Controller('sales/invoices/:id/write-off')
export class WriteOffController {
  constructor(
    private readonly writeOffs: WriteOffService,
    private readonly invoices: InvoiceService,
  ) {}

  @Post()
  @Operation({
    summary: 'Write off what is still owed of an invoice',
    description:
      'The net part is an expense for bad debts; its tax lowers what is due for the period of that day.',
    answers: InvoiceDto,
    example: { reason: 'Insolvent' },
    refuses: [...CHANGE, 'date_too_early', ...BOOKING_DAY],
  })
  @Idempotent()
  async writeOff(@Param('id', IdPipe) id: string, @Body() input: WriteOffInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.writeOffs.writeOff(id, input));
  }

  @Post('reverse')
  @Operation({
    summary: 'Take a write-off back: the invoice is owed again, with its tax',
    answers: InvoiceDto,
    example: { reason: 'Paid after all' },
    refuses: [...CHANGE, 'date_too_early', ...BOOKING_DAY],
  })
  @Idempotent()
  async reverse(@Param('id', IdPipe) id: string, @Body() input: WriteOffReversalInput): Promise<InvoiceDto> {
    return this.invoices.shown(await this.writeOffs.reverse(id, input));
  }
}
