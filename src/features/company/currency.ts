/** Decimal places of an ISO 4217 currency, from the runtime's own table. */
export function currencyExponent(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

const KNOWN = new Set(Intl.supportedValuesOf('currency'));

export const isCurrency = (code: string): boolean => KNOWN.has(code);

const ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** Intl lists canonical names only, and accepts UTC and links besides. */
export function isTimeZone(name: string): boolean {
  if (ZONES.has(name)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
