/** How the company looks: on its sign-in page, on invoices. */
export interface Branding {
  /** `#1a7f5a` */
  color?: string;
  logoUrl?: string;
  /** A file of the area `logo`. */
  logoFileId?: string;
  tagline?: string;
}

/** What the law wants to see on an invoice. */
export interface LegalData {
  legalName?: string;
  taxNumber?: string;
  registration?: string;
  address?: string;
  email?: string;
  phone?: string;
  website?: string;
  iban?: string;
  bic?: string;
  bank?: string;
}

/** The tenant as a company: what its documents and amounts depend on. */
export interface Company {
  readonly name: string;
  /** ISO 4217 */
  readonly currency: string;
  /** Decimal places of the currency: 2 for USD, 0 for JPY, 3 for KWD. */
  readonly exponent: number;
  /** IANA name, such as `Europe/Madrid`. */
  readonly timeZone: string;
  /** ISO 3166-1, two capitals. */
  readonly country: string | null;
  /** Whether the prices of new invoices include the tax, unless an invoice says otherwise. */
  readonly pricesIncludeTax: boolean;
  /** How many days after today documents may be dated. */
  readonly issueDaysAhead: number;
  readonly branding: Branding;
  readonly legal: LegalData;
  readonly version: number;
}
