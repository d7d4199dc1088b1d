import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { IsDay, IsLine, IsMoney, PageQuery } from '../../../platform.js';
import { PAYMENT_METHODS, type PaymentMethod } from '../../rows/payment.entity.js';

const MOST_ALLOCATIONS = 100;
const invoiceOf = ({ invoiceId }: AllocationInput): string => invoiceId;

/** What of a payment is for an invoice. */
export class AllocationInput {
  /**
   * An issued invoice of the same customer.
   * @example "0198c3a1-7d2e-7000-8000-000000000003"
   */
  @IsUUID()
  invoiceId: string;

  /**
   * At most the invoice's balance.
   * @example "50.00"
   */
  @IsMoney({ positive: true })
  amount: string;
}

export class CustomerPaymentInput {
  /** @example "0198c3a1-7d2e-7000-8000-000000000001" */
  @IsUUID()
  customerId: string;

  /** @example "150.00" */
  @IsMoney({ positive: true })
  amount: string;

  /** @example "transfer" */
  @IsIn(PAYMENT_METHODS)
  method: PaymentMethod;

  /**
   * Left out: today in the company's time zone. It is booked on this day, whatever it is for.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  receivedOn?: string | null;

  /** @example "Bank statement 42" */
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

  /**
   * The invoices it pays, each once; set against them on the day it came, or on their issue date where that is later.
   * What is left is a deposit: the customer's credit.
   * @example []
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ALLOCATIONS)
  @ArrayUnique(invoiceOf, { message: 'allocations must name each invoice once' })
  @ValidateNested({ each: true })
  @Type(() => AllocationInput)
  allocations?: AllocationInput[] | null;
}

export class AllocateInput {
  /** Each invoice once; together at most the payment's rest. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ALLOCATIONS)
  @ArrayUnique(invoiceOf, { message: 'allocations must name each invoice once' })
  @ValidateNested({ each: true })
  @Type(() => AllocationInput)
  allocations: AllocationInput[];

  /**
   * The day they are set against the invoices. Left out: the day the payment came, or the issue date where that is later;
   * where that month is closed, today. Before both it is 422 `date_too_early`.
   * @example null
   */
  @IsOptional()
  @IsDay()
  date?: string | null;
}

/** Filters of the list of payments. */
export class CustomerPaymentQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  customerId?: string;

  @IsOptional()
  @IsUUID()
  locationId?: string;

  @IsOptional()
  @IsIn(PAYMENT_METHODS)
  method?: PaymentMethod;

  /** Received on this day or later. */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Received on this day or earlier. */
  @IsOptional()
  @IsDay()
  to?: string;
}
