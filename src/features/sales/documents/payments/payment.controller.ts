import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiList,
  ApiProblems,
  IdPipe,
  listAnswer,
  type Page,
  PageQuery,
  Plane,
  Roles,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_READERS, SALES_SETTLERS } from '../../rows/sales.roles.js';
import { PAYMENT_CSV } from '../invoices/invoice.csv.js';
import { PaymentInput, ReversalInput } from '../invoices/invoice-actions.dto.js';
import { PaymentDto, PaymentPageDto } from '../../rows/payment.dto.js';
import { PaymentService } from './payment.service.js';

@ApiTags('Sales: payments')
@Roles(...SALES_SETTLERS)
@Plane('tenant')
@Controller('sales/invoices/:id/payments')
export class PaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Get()
  @Roles(...SALES_READERS)
  @ApiList('Payments of an invoice and their reversals, in the order they were booked', PaymentPageDto)
  @ApiProblems('not_found')
  list(
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<PaymentDto>> | StreamableFile {
    const list = (page: PageQuery) => this.payments.list(id, page);
    return listAnswer({ query, accept, list, name: 'payments', columns: PAYMENT_CSV });
  }

  @Post()
  @Idempotent()
  @ApiExample(PaymentInput, { amount: '10.00', method: 'transfer', reference: 'Bank statement 42' })
  @ApiOperation({ summary: 'Book money received for an invoice' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'payment_exceeds_balance',
    'amount_out_of_range',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiCreatedResponse({ type: PaymentDto })
  receive(@Param('id', IdPipe) id: string, @Body() input: PaymentInput): Promise<PaymentDto> {
    return this.payments.receive(id, input);
  }

  @Post(':paymentId/reverse')
  @HttpCode(200)
  @Idempotent()
  @ApiExample(ReversalInput, { reference: 'Cheque returned' })
  @ApiOperation({ summary: 'Take a payment back; the answer is the reversing payment' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'reversal_before_payment',
    'customer_credit_exceeded',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiOkResponse({ type: PaymentDto })
  reverse(
    @Param('id', IdPipe) id: string,
    @Param('paymentId', IdPipe) paymentId: string,
    @Body() input: ReversalInput,
  ): Promise<PaymentDto> {
    return this.payments.reverse(id, paymentId, input);
  }
}
