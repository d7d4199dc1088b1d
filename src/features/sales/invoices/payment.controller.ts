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
import { Roles } from '../../../http/auth/roles.decorator.js';
import { ApiProblems } from '../../../http/docs/api-problems.decorator.js';
import { type Page, PageQuery } from '../../../http/pagination.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { Idempotent } from '../../idempotency/idempotent.decorator.js';
import { listAnswer } from '../../../http/list-answer.js';
import { ApiList } from '../../../http/docs/api-list.decorator.js';
import { ApiExample } from '../sales.docs.js';
import { SALES_READERS, SALES_SETTLERS } from '../sales.roles.js';
import { PAYMENT_CSV } from './invoice.csv.js';
import { PaymentInput, ReversalInput } from './invoice-actions.dto.js';
import { PaymentDto, PaymentPageDto } from './payment.dto.js';
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
