import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BOOKING_DAY,
  csvSheet,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { ReversalInput } from '../invoices/invoice-actions.dto.js';
import { CustomerPaymentDto, CustomerPaymentPageDto } from './customer-payment.dto.js';
import { AllocateInput, CustomerPaymentInput, CustomerPaymentQuery } from './customer-payment-input.dto.js';
import { CustomerPaymentListService } from './customer-payment-list.service.js';
import { CustomerPaymentService } from './customer-payment.service.js';
import { PaymentReversalService } from './payment-reversal.service.js';

const CSV = csvSheet<CustomerPaymentDto>('payments', {
  id: true,
  receivedOn: true,
  customerCode: (payment) => payment.customer?.code,
  customerName: (payment) => payment.customer?.name,
  method: true,
  amount: true,
  allocated: true,
  rest: true,
  reference: true,
  reversesId: true,
  customerId: false,
  customer: false,
  locationId: false,
  allocations: false,
  reversed: false,
  createdAt: false,
  updatedAt: false,
  version: false,
});
const SOME_INVOICE = '0198c3a1-7d2e-7000-8000-000000000003';

@ApiTags('Sales: payments')
@Permission('sales', 'settle')
@Plane('tenant')
@Controller('sales/payments')
export class CustomerPaymentController {
  constructor(
    private readonly payments: CustomerPaymentService,
    private readonly reversals: PaymentReversalService,
    private readonly shown: CustomerPaymentListService,
  ) {}

  @Get()
  @Operation({
    summary: 'List payments that stand by themselves or went over several invoices',
    may: ['sales', 'read'],
    answers: CustomerPaymentPageDto,
    csv: true,
  })
  list(@Query() query: CustomerPaymentQuery): ListAnswer<CustomerPaymentDto> {
    const list = (page: CustomerPaymentQuery) => this.shown.list(page);
    return listAnswer(query, list, CSV);
  }

  @Get(':id')
  @Operation({
    summary: 'One payment, with what of it stands against invoices and what is left',
    may: ['sales', 'read'],
    answers: CustomerPaymentDto,
    refuses: ['not_found'],
  })
  get(@Param('id', IdPipe) id: string): Promise<CustomerPaymentDto> {
    return this.shown.show(id);
  }

  @Post()
  @Operation({
    summary: 'Book money of a customer, for several invoices or for none yet',
    description: 'What is not allocated is a deposit: it becomes the credit of the customer.',
    answers: CustomerPaymentDto,
    status: 201,
    example: {
      customerId: '0198c3a1-7d2e-7000-8000-000000000001',
      ...{ amount: '10.00', method: 'transfer', reference: 'Put the id of one of your customers above.' },
    },
    refuses: [
      'validation_failed',
      'unknown_reference',
      'payment_exceeds_balance',
      'customer_credit_exceeded',
      'amount_out_of_range',
      'location_inactive',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  async receive(@Body() input: CustomerPaymentInput): Promise<CustomerPaymentDto> {
    return this.shown.show(await this.payments.receive(input));
  }

  @Post(':id/allocate')
  @Operation({
    summary: 'Set what is left of a payment against invoices',
    answers: CustomerPaymentDto,
    example: { allocations: [{ invoiceId: SOME_INVOICE, amount: '10.00' }] },
    refuses: [
      'validation_failed',
      'not_found',
      'unknown_reference',
      'payment_exceeds_balance',
      'customer_credit_exceeded',
      'amount_out_of_range',
      'date_too_early',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  async allocate(@Param('id', IdPipe) id: string, @Body() input: AllocateInput): Promise<CustomerPaymentDto> {
    return this.shown.show(await this.payments.allocate(id, input));
  }

  @Post(':id/reverse')
  @Operation({
    summary: 'Take a payment back as a whole; the answer is the reversing payment',
    description: 'Its invoices are owed again. What was left of it must not be refunded or spent by then.',
    answers: CustomerPaymentDto,
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
  async reverse(@Param('id', IdPipe) id: string, @Body() input: ReversalInput): Promise<CustomerPaymentDto> {
    return this.shown.show(await this.reversals.reverse(id, input));
  }
}
