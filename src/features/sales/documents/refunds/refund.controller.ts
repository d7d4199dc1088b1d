import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BOOKING_DAY,
  csvSheet,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  PageQuery,
  Permission,
  Plane,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { RefundDto, RefundInput, RefundPageDto } from './refund.dto.js';
import { RefundListService } from './refund-list.service.js';
import { RefundService } from './refund.service.js';

const CSV = csvSheet<RefundDto>('refunds', {
  id: true,
  refundedOn: true,
  method: true,
  amount: true,
  reference: true,
  customerId: false,
  locationId: false,
  credit: false,
  createdAt: false,
  updatedAt: false,
  version: false,
});

@ApiTags('Sales: refunds')
@Permission('sales', 'payOut')
@Plane('tenant')
@Controller('sales/customers/:id/refunds')
export class RefundController {
  constructor(
    private readonly refunds: RefundService,
    private readonly lists: RefundListService,
  ) {}

  @Get()
  @Operation({
    summary: 'What was paid back to a customer, in the order it was booked',
    may: ['sales', 'read'],
    answers: RefundPageDto,
    csv: true,
    refuses: ['not_found'],
  })
  list(@Param('id', IdPipe) id: string, @Query() query: PageQuery): ListAnswer<RefundDto> {
    const list = (page: PageQuery) => this.lists.list(id, page);
    return listAnswer(query, list, CSV);
  }

  @Post()
  @Operation({
    summary: "Pay a customer's credit back, or a part of it",
    answers: RefundDto,
    status: 201,
    example: { amount: '10.00', method: 'transfer', reference: 'Bank statement 43' },
    refuses: [
      'validation_failed',
      'not_found',
      'unknown_reference',
      'customer_credit_exceeded',
      'amount_out_of_range',
      'location_inactive',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  refund(@Param('id', IdPipe) id: string, @Body() input: RefundInput): Promise<RefundDto> {
    return this.refunds.refund(id, input);
  }
}
