import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsEmail,
  IsInt,
  IsObject,
  IsOptional,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsCountry, isCurrency, IsLine, IsText, IsVersion, type Feature } from '../platform.js';
import type { Branding, Company, LegalData } from './company.js';
import { isTimeZone } from './time-zone.js';

const IsCurrencyCode = () =>
  ValidateBy({
    name: 'isCurrencyCode',
    validator: {
      validate: (value) => typeof value === 'string' && isCurrency(value),
      defaultMessage: () => '$property must be an ISO 4217 code in capitals, such as EUR',
    },
  });

const IsTimeZoneName = () =>
  ValidateBy({
    name: 'isTimeZoneName',
    validator: {
      validate: (value) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => '$property must be an IANA time zone, such as Europe/Madrid',
    },
  });

export class BrandingDto implements Branding {
  /** @example "#1a7f5a" */
  @IsOptional()
  @Matches(/^#[0-9a-f]{6}$/i, { message: '$property must look like #1a7f5a' })
  color?: string;

  /** @example "https://acme.example/logo.svg" */
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true, require_tld: false })
  @MaxLength(500)
  logoUrl?: string;

  /** A file of the area `logo`: it stands on invoices, credit notes and statements. */
  @IsOptional()
  @IsUUID()
  logoFileId?: string;

  /** @example "Good things since 1949" */
  @IsOptional()
  @IsLine(200, 0)
  tagline?: string;
}

export class LegalDto implements LegalData {
  /** @example "Acme Trading Ltd" */
  @IsOptional()
  @IsLine(200, 0)
  legalName?: string;

  /**
   * One that begins as the VAT numbers of a European country do is checked when it is new.
   * @example "GB980780684"
   */
  @IsOptional()
  @IsLine(60, 0)
  taxNumber?: string;

  /** @example "Companies House 01234567" */
  @IsOptional()
  @IsLine(200, 0)
  registration?: string;

  /** @example "1 High Street, London" */
  @IsOptional()
  @IsText(500, 0)
  address?: string;

  /** @example "billing@acme.example" */
  @IsOptional()
  @IsEmail()
  email?: string;

  /** @example "+44 20 7946 0000" */
  @IsOptional()
  @IsLine(60, 0)
  phone?: string;

  /** @example "https://acme.example" */
  @IsOptional()
  @IsLine(200, 0)
  website?: string;

  /** Checked when it is new, and kept without blanks. @example "GB33BUKB20201555555555" */
  @IsOptional()
  @IsLine(60, 0)
  iban?: string;

  /** @example "BUKBGB22" */
  @IsOptional()
  @IsLine(20, 0)
  bic?: string;

  /** @example "Example Bank" */
  @IsOptional()
  @IsLine(100, 0)
  bank?: string;
}

class CompanyFields {
  /** @example "Acme Trading" */
  @IsLine(200)
  name: string;

  /**
   * ISO 4217. Fixed once something is posted; while amounts are stored it changes only to one with as many decimals.
   * @example "EUR"
   */
  @IsCurrencyCode()
  currency: string;

  /** IANA name. @example "Europe/London" */
  @IsTimeZoneName()
  timeZone: string;

  /** ISO 3166, two letters; null clears it. @example "GB" */
  @IsOptional()
  @IsCountry()
  country?: string | null;

  /** Whether the prices of new invoices include the tax, unless an invoice says otherwise. @example false */
  @IsBoolean()
  pricesIncludeTax: boolean;

  /**
   * How many days after today documents, payments and entries may be dated; 0: not after today in the company's zone.
   * @example 0
   */
  @IsInt()
  @Min(0)
  @Max(366)
  issueDaysAhead: number;

  /** Fields left out stay; null clears one. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => BrandingDto)
  branding: BrandingDto;

  /** Fields left out stay; null clears one. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => LegalDto)
  legal: LegalDto;
}

export class CompanyPatchDto extends PartialType(CompanyFields, { skipNullProperties: false }) {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsVersion()
  version?: number;
}

/** What anybody may see of a tenant, signed in or not. */
export class TenantCardDto {
  /** @example "acme" */
  slug: string;
  /** @example "Acme Trading" */
  name: string;
  branding: BrandingDto;
}

/** What is switched on for the tenant; the operator changes it. */
export class FeaturesDto implements Record<Feature, boolean> {
  /** More than one place of a kind. @example false */
  multiLocation: boolean;
  /** @example true */
  sales: boolean;
  /** @example true */
  accounting: boolean;
  /** @example true */
  supply: boolean;
  /** @example true */
  people: boolean;
  /** @example true */
  clinic: boolean;
}

/** What the catalog says of the tenant. */
type TenantFacts = Pick<CompanySettingsDto, 'slug' | 'features' | 'maxUsers' | 'plan'>;

export class CompanySettingsDto {
  /** @example "acme" */
  slug: string;
  /** @example "Acme Trading" */
  name: string;
  /** @example "EUR" */
  currency: string;
  /** Decimal places of the currency. @example 2 */
  exponent: number;
  /** @example "Europe/London" */
  timeZone: string;
  /** ISO 3166. @example "GB" */
  country: string | null;
  /** Whether the prices of new invoices include the tax, unless an invoice says otherwise. */
  pricesIncludeTax: boolean;
  /** How many days after today documents, payments and entries may be dated. @example 0 */
  issueDaysAhead: number;
  branding: BrandingDto;
  legal: LegalDto;
  features: FeaturesDto;
  /** @example 50 */
  maxUsers: number;
  /** @example null */
  plan: string | null;
  /** @example 1 */
  version: number;

  static of(tenant: TenantFacts, company: Company): CompanySettingsDto {
    return {
      slug: tenant.slug,
      name: company.name,
      currency: company.currency,
      exponent: company.exponent,
      timeZone: company.timeZone,
      country: company.country,
      pricesIncludeTax: company.pricesIncludeTax,
      issueDaysAhead: company.issueDaysAhead,
      branding: company.branding,
      legal: company.legal,
      features: tenant.features,
      maxUsers: tenant.maxUsers,
      plan: tenant.plan,
      version: company.version,
    };
  }
}
