import { Decimal as AnyDecimal } from 'decimal.js';

/**
 * Arithmetic wide enough that nothing is rounded before we say so: the widest product, quantity × price ×
 * (1 − discount), has 16 + 16 + 5 digits, and decimal.js would round a product to 20 by default.
 */
export const Decimal = AnyDecimal.clone({ precision: 80, rounding: AnyDecimal.ROUND_HALF_UP });

/** `"1.5"` with 3 places is `"1.500"`. More places than that are rounded half away from zero. */
export const fixed = (value: AnyDecimal.Value, places: number): string => new Decimal(value).toFixed(places);
