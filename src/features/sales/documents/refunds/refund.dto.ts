import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { formatMoney, IsDay, IsLine, IsMoney, type Shows } from '../../../platform.js';
import { PAYMENT_METHODS, type PaymentMethod } from '../../rows/payment.entity.js';
import type { Refund } from '../../rows/refund.entity.js';

export class RefundInput {
  /**
   * At most the customer's credit.
   * @example "20.00"
   */
  @IsMoney({ positive: true })
  amount: string;

  /** @example "transfer" */
  @IsIn(PAYMENT_METHODS)
  method: PaymentMethod;

  /**
   * Left out: today in the company's time zone, or the day from which the credit covers the amount where that is later.
   * Earlier days are 422 `customer_credit_exceeded`, which names that day.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  refundedOn?: string | null;

  /** @example "Bank statement 43" */
  @IsOptional()
  @IsLine(200, 0)
  reference?: string | null;

  /**
   * Left out: the company's only place, if it has one.
   * @example null
   */
  @IsOptional()
  @IsUUID()
  locationId?: string | null;
}

export class RefundDto implements Shows<Refund> {
  /** @example "0198c3a1-7d2e-7000-8000-000000000006" */
  id: string;
  customerId: string;
  locationId: string | null;
  /** @example "20.00" */
  amount: string;
  @ApiProperty({ enum: PAYMENT_METHODS, example: 'transfer' })
  method: PaymentMethod;
  /** @example "2026-11-21" */
  refundedOn: string;
  reference: string | null;
  /**
   * What the customer has left now.
   * @example "0.00"
   */
  credit: string;
  createdAt: Date;
  updatedAt: Date;
  version: number;

  static of(refund: Refund, credit: number, exponent: number): RefundDto {
    return {
      id: refund.id,
      customerId: refund.customerId,
      locationId: refund.locationId,
      amount: formatMoney(refund.amount, exponent),
      method: refund.method,
      refundedOn: refund.refundedOn,
      reference: refund.reference,
      credit: formatMoney(credit, exponent),
      createdAt: refund.createdAt,
      updatedAt: refund.updatedAt,
      version: refund.version,
    };
  }
}

export class RefundPageDto {
  items: RefundDto[];
  /** @example null */
  nextCursor: string | null;
}
