import { Body, Controller, Get, Headers, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiList,
  ApiProblems,
  type CsvColumns,
  IdPipe,
  listAnswer,
  type Page,
  PageQuery,
  Plane,
  Roles,
} from '../../../platform.js';
import { Idempotent } from '../../../idempotency/index.js';
import { ApiExample } from '../../rows/sales.docs.js';
import { SALES_READERS, SALES_PAYERS } from '../../rows/sales.roles.js';
import { RefundDto, RefundInput, RefundPageDto } from './refund.dto.js';
import { RefundListService } from './refund-list.service.js';
import { RefundService } from './refund.service.js';

const CSV: CsvColumns<RefundDto> = {
  id: (refund) => refund.id,
  refundedOn: (refund) => refund.refundedOn,
  method: (refund) => refund.method,
  amount: (refund) => refund.amount,
  reference: (refund) => refund.reference,
};

@ApiTags('Sales: refunds')
@Roles(...SALES_PAYERS)
@Plane('tenant')
@Controller('sales/customers/:id/refunds')
export class RefundController {
  constructor(
    private readonly refunds: RefundService,
    private readonly lists: RefundListService,
  ) {}

  @Get()
  @Roles(...SALES_READERS)
  @ApiList('What was paid back to a customer, in the order it was booked', RefundPageDto)
  @ApiProblems('not_found')
  list(
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<RefundDto>> | StreamableFile {
    const list = (page: PageQuery) => this.lists.list(id, page);
    return listAnswer({ query, accept, list, name: 'refunds', columns: CSV });
  }

  @Post()
  @Idempotent()
  @ApiExample(RefundInput, { amount: '10.00', method: 'transfer', reference: 'Bank statement 43' })
  @ApiOperation({ summary: "Pay a customer's credit back, or a part of it" })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'unknown_reference',
    'customer_credit_exceeded',
    'amount_out_of_range',
    'location_inactive',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiCreatedResponse({ type: RefundDto })
  refund(@Param('id', IdPipe) id: string, @Body() input: RefundInput): Promise<RefundDto> {
    return this.refunds.refund(id, input);
  }
}
