import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsOptional, MaxLength } from 'class-validator';
import {
  Flag,
  formatMoney,
  IsCountry,
  IsLine,
  IsMoney,
  IsOmittable,
  IsText,
  IsVersion,
  PageQuery,
  type Shows,
} from '../../platform.js';
import type { Customer } from '../rows/customer.entity.js';

export class CustomerInput {
  /** @example "Alfreds Futterkiste" */
  @IsLine(200)
  name: string;

  /**
   * Unique; made when left out.
   * @example "ALFKI"
   */
  @IsOmittable()
  @IsLine(40)
  code?: string;

  /**
   * Where invoices are sent.
   * @example "maria@alfreds.example"
   */
  @IsOptional()
  @IsEmail()
  @MaxLength(320)
  email?: string | null;

  /** @example "+49 30 0074321" */
  @IsOptional()
  @IsLine(60, 0)
  phone?: string | null;

  /**
   * Shown on invoices. One that begins as the VAT numbers of a European country do is checked when it is new.
   * @example "DE136695976"
   */
  @IsOptional()
  @IsLine(60, 0)
  taxNumber?: string | null;

  /**
   * Shown on invoices; may have several lines.
   * @example "Obere Str. 57, 12209 Berlin, Germany"
   */
  @IsOptional()
  @IsText(500, 0)
  address?: string | null;

  /**
   * ISO 3166, two letters.
   * @example "DE"
   */
  @IsOptional()
  @IsCountry()
  country?: string | null;

  /**
   * For the people who sell; issuing isn't stopped by it.
   * @example "5000.00"
   */
  @IsOptional()
  @IsMoney()
  creditLimit?: string | null;

  /** @example true */
  @IsOmittable()
  @IsBoolean()
  active?: boolean;
}

export class CustomerPatch extends PartialType(CustomerInput, { skipNullProperties: false }) {
  /**
   * The version that was read; another one now is 409 `version_conflict`.
   * @example 1
   */
  @IsVersion()
  version?: number;
}

export class CustomerQuery extends PageQuery {
  /** Only this code. */
  @IsOptional()
  @IsLine(40)
  code?: string;

  /** Only this e-mail address. */
  @IsOptional()
  @IsText(320)
  email?: string;

  /** Only active ones, or only the others. */
  @Flag()
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}

export class CustomerDto implements Shows<Customer> {
  /** @example "0198c3a1-7d2e-7000-8000-000000000001" */
  id: string;
  /** @example "ALFKI" */
  code: string;
  /** @example "Alfreds Futterkiste" */
  name: string;
  email: string | null;
  phone: string | null;
  taxNumber: string | null;
  address: string | null;
  /** @example "DE" */
  country: string | null;
  /** @example "5000.00" */
  creditLimit: string | null;
  /**
   * What the company owes the customer: overpaid, or credited after it was paid.
   * @example "0.00"
   */
  credit: string;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of(customer: Customer, exponent: number): CustomerDto {
    const { creditLimit } = customer;
    return {
      id: customer.id,
      code: customer.code,
      name: customer.name,
      email: customer.email,
      phone: customer.phone,
      taxNumber: customer.taxNumber,
      address: customer.address,
      country: customer.country,
      creditLimit: creditLimit === null ? null : formatMoney(creditLimit, exponent),
      credit: formatMoney(customer.credit, exponent),
      active: customer.active,
      createdAt: customer.createdAt,
      updatedAt: customer.updatedAt,
      version: customer.version,
    };
  }
}

export class CustomerPageDto {
  items: CustomerDto[];
  /** @example null */
  nextCursor: string | null;
}
