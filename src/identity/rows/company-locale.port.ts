/** Where and how a company keeps time and writes numbers. Told by the company's settings, which identity doesn't know. */
export abstract class CompanyLocale {
  /** `timeZone`: IANA. `locale`: BCP 47. */
  abstract locale(): Promise<{ timeZone: string; locale: string }>;
}
