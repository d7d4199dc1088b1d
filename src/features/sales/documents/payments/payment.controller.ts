import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BOOKING_DAY,
  CHANGE,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  PageQuery,
  Permission,
  Plane,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { PAYMENT_CSV } from '../invoices/invoice.csv.js';
import { PaymentInput, ReversalInput } from '../invoices/invoice-actions.dto.js';
import { PaymentDto, PaymentPageDto } from '../../rows/payment.dto.js';
import { PaymentService } from './payment.service.js';

@ApiTags('Sales: payments')
@Permission('sales', 'settle')
@Plane('tenant')
@Controller('sales/invoices/:id/payments')
export class PaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Get()
  @Operation({
    summary: 'Payments of an invoice and their reversals, in the order they were booked',
    may: ['sales', 'read'],
    answers: PaymentPageDto,
    csv: true,
    refuses: ['not_found'],
  })
  list(@Param('id', IdPipe) id: string, @Query() query: PageQuery): ListAnswer<PaymentDto> {
    const list = (page: PageQuery) => this.payments.list(id, page);
    return listAnswer(query, list, PAYMENT_CSV);
  }

  @Post()
  @Operation({
    summary: 'Book money received for an invoice',
    answers: PaymentDto,
    status: 201,
    example: { amount: '10.00', method: 'transfer', reference: 'Bank statement 42' },
    refuses: [...CHANGE, 'payment_exceeds_balance', 'amount_out_of_range', ...BOOKING_DAY],
  })
  @Idempotent()
  receive(@Param('id', IdPipe) id: string, @Body() input: PaymentInput): Promise<PaymentDto> {
    return this.payments.receive(id, input);
  }

  @Post(':paymentId/reverse')
  @Operation({
    summary: 'Take a payment back; the answer is the reversing payment',
    answers: PaymentDto,
    example: { reference: 'Cheque returned' },
    refuses: [
      'validation_failed',
      'not_found',
      'reversal_before_payment',
      'customer_credit_exceeded',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  reverse(
    @Param('id', IdPipe) id: string,
    @Param('paymentId', IdPipe) paymentId: string,
    @Body() input: ReversalInput,
  ): Promise<PaymentDto> {
    return this.payments.reverse(id, paymentId, input);
  }
}
