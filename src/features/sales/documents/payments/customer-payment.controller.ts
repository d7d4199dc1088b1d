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
  type CsvColumns,
  IdPipe,
  listAnswer,
  type Page,
  Plane,
  Roles,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { ReversalInput } from '../invoices/invoice-actions.dto.js';
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_READERS, SALES_SETTLERS } from '../../rows/sales.roles.js';
import { CustomerPaymentDto, CustomerPaymentPageDto } from './customer-payment.dto.js';
import { AllocateInput, CustomerPaymentInput, CustomerPaymentQuery } from './customer-payment-input.dto.js';
import { CustomerPaymentListService } from './customer-payment-list.service.js';
import { CustomerPaymentService } from './customer-payment.service.js';
import { PaymentReversalService } from './payment-reversal.service.js';

const CSV: CsvColumns<CustomerPaymentDto> = {
  id: (payment) => payment.id,
  receivedOn: (payment) => payment.receivedOn,
  customerCode: (payment) => payment.customer?.code,
  customerName: (payment) => payment.customer?.name,
  method: (payment) => payment.method,
  amount: (payment) => payment.amount,
  allocated: (payment) => payment.allocated,
  rest: (payment) => payment.rest,
  reference: (payment) => payment.reference,
  reversesId: (payment) => payment.reversesId,
};
const SOME_INVOICE = '0198c3a1-7d2e-7000-8000-000000000003';

@ApiTags('Sales: payments')
@Roles(...SALES_SETTLERS)
@Plane('tenant')
@Controller('sales/payments')
export class CustomerPaymentController {
  constructor(
    private readonly payments: CustomerPaymentService,
    private readonly reversals: PaymentReversalService,
    private readonly shown: CustomerPaymentListService,
  ) {}

  @Get()
  @Roles(...SALES_READERS)
  @ApiList('List payments that stand by themselves or went over several invoices', CustomerPaymentPageDto)
  list(
    @Query() query: CustomerPaymentQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<CustomerPaymentDto>> | StreamableFile {
    const list = (page: CustomerPaymentQuery) => this.shown.list(page);
    return listAnswer({ query, accept, list, name: 'payments', columns: CSV });
  }

  @Get(':id')
  @Roles(...SALES_READERS)
  @ApiOperation({ summary: 'One payment, with what of it stands against invoices and what is left' })
  @ApiProblems('not_found')
  @ApiOkResponse({ type: CustomerPaymentDto })
  get(@Param('id', IdPipe) id: string): Promise<CustomerPaymentDto> {
    return this.shown.show(id);
  }

  @Post()
  @Idempotent()
  @ApiExample(CustomerPaymentInput, {
    customerId: '0198c3a1-7d2e-7000-8000-000000000001',
    ...{ amount: '10.00', method: 'transfer', reference: 'Put the id of one of your customers above.' },
  })
  @ApiOperation({
    summary: 'Book money of a customer, for several invoices or for none yet',
    description: 'What is not allocated is a deposit: it becomes the credit of the customer.',
  })
  @ApiProblems(
    'validation_failed',
    'conflict',
    'unknown_reference',
    'payment_exceeds_balance',
    'customer_credit_exceeded',
    'amount_out_of_range',
    'location_inactive',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiCreatedResponse({ type: CustomerPaymentDto })
  async receive(@Body() input: CustomerPaymentInput): Promise<CustomerPaymentDto> {
    return this.shown.show(await this.payments.receive(input));
  }

  @Post(':id/allocate')
  @HttpCode(200)
  @Idempotent()
  @ApiExample(AllocateInput, { allocations: [{ invoiceId: SOME_INVOICE, amount: '10.00' }] })
  @ApiOperation({ summary: 'Set what is left of a payment against invoices' })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'unknown_reference',
    'payment_exceeds_balance',
    'customer_credit_exceeded',
    'amount_out_of_range',
    'date_too_early',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiOkResponse({ type: CustomerPaymentDto })
  async allocate(@Param('id', IdPipe) id: string, @Body() input: AllocateInput): Promise<CustomerPaymentDto> {
    return this.shown.show(await this.payments.allocate(id, input));
  }

  @Post(':id/reverse')
  @HttpCode(200)
  @Idempotent()
  @ApiExample(ReversalInput, { reference: 'Cheque returned' })
  @ApiOperation({
    summary: 'Take a payment back as a whole; the answer is the reversing payment',
    description: 'Its invoices are owed again. What was left of it must not be refunded or spent by then.',
  })
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
  @ApiOkResponse({ type: CustomerPaymentDto })
  async reverse(@Param('id', IdPipe) id: string, @Body() input: ReversalInput): Promise<CustomerPaymentDto> {
    return this.shown.show(await this.reversals.reverse(id, input));
  }
}
