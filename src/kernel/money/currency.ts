import { currencyDigits } from '@tenantry/nest/portable';

/** Whether this is a current currency code of ISO 4217, in capitals. */
export const isCurrency = (code: string): boolean => currencyDigits(code) !== undefined;

/** How many decimals amounts of this currency have: 2 for USD, 0 for JPY, 3 for KWD; 2 for codes that ISO withdrew. */
export const exponentOf = (currency: string): number => currencyDigits(currency) ?? 2;
