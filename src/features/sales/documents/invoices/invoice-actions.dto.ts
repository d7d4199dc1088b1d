import { IsBoolean, IsEmail, IsIn, IsOptional, MaxLength } from 'class-validator';
import { IsDay, IsLine, IsMoney, IsText, IsVersion } from '../../../platform.js';
import { INVOICE_PAYMENT_METHODS, type InvoicePaymentMethod } from '../../rows/payment.entity.js';

export class IssueInput {
  /**
   * Left out: the draft's, else today in the company's time zone.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  issueDate?: string | null;

  /**
   * The version that was read.
   * @example 1
   */
  @IsVersion()
  version?: number;
}

export class VoidInput {
  /**
   * The day it is booked on, from which reports count it as void. Left out: today in the company's time zone. Not before
   * the issue date, nor before its last payment or the reversal of that; else it is 422 `date_too_early`.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  date?: string | null;

  /** @example "Wrong customer" */
  @IsOptional()
  @IsText(500, 0)
  reason?: string | null;

  /**
   * The version that was read.
   * @example 2
   */
  @IsVersion()
  version?: number;
}

export class SendInput {
  /**
   * Left out: the customer's address.
   * @example "accounts@alfreds.example"
   */
  @IsOptional()
  @IsEmail()
  @MaxLength(320)
  to?: string | null;

  /** @example "Please find our invoice attached." */
  @IsOptional()
  @IsText(4000)
  message?: string | null;
}

export class PaymentInput {
  /** @example "50.00" */
  @IsMoney({ positive: true })
  amount: string;

  /**
   * `credit` spends what the customer has left, the oldest first; over it is 422 `customer_credit_exceeded`.
   * @example "transfer"
   */
  @IsIn(INVOICE_PAYMENT_METHODS)
  method: InvoicePaymentMethod;

  /**
   * Left out: today in the company's time zone. Money that came before the invoice is booked on its day as a deposit and
   * set against the invoice on the issue date. Credit is spent from the issue date on, and from the day it is there.
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
   * True: what is over the balance becomes the customer's credit; else it is 422 `payment_exceeds_balance`.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  allowOverpayment?: boolean | null;

  /**
   * The invoice's version that was read.
   * @example 2
   */
  @IsVersion()
  version?: number;
}

export class ReversalInput {
  /**
   * Left out: today in the company's time zone, or the payment's day where that is later. Not before the day from
   * which the payment counts; else it is 422 `reversal_before_payment`.
   * @example "2026-11-22"
   */
  @IsOptional()
  @IsDay()
  receivedOn?: string | null;

  /** @example "Cheque returned" */
  @IsOptional()
  @IsLine(200, 0)
  reference?: string | null;
}
