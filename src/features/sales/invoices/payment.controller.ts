import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../http/auth/roles.decorator.js';
import { type Page, PageQuery } from '../../../http/pagination.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { Idempotent } from '../../idempotency/idempotent.decorator.js';
import { SALES_READERS, SALES_WRITERS } from '../sales.roles.js';
import { PaymentInput, ReversalInput } from './invoice.actions.dto.js';
import { PaymentDto, PaymentPageDto } from './payment.dto.js';
import { PaymentService } from './payment.service.js';

@ApiTags('Sales: payments')
@ApiBearerAuth()
@Roles(...SALES_WRITERS)
@Plane('tenant')
@Controller('sales/invoices/:id/payments')
export class PaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Get()
  @Roles(...SALES_READERS)
  @ApiOperation({ summary: 'Payments of an invoice and their reversals, in the order they were booked' })
  @ApiOkResponse({ type: PaymentPageDto })
  list(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Page<PaymentDto>> {
    return this.payments.list(id, query);
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Book money received for an invoice' })
  @ApiCreatedResponse({ type: PaymentDto })
  receive(@Param('id', IdPipe) id: string, @Body() input: PaymentInput): Promise<PaymentDto> {
    return this.payments.receive(id, input);
  }

  @Post(':paymentId/reverse')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ summary: 'Take a payment back; the answer is the reversing payment' })
  @ApiOkResponse({ type: PaymentDto })
  reverse(
    @Param('id', IdPipe) id: string,
    @Param('paymentId', IdPipe) paymentId: string,
    @Body() input: ReversalInput,
  ): Promise<PaymentDto> {
    return this.payments.reverse(id, paymentId, input);
  }
}
