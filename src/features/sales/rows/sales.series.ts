import type { NumberSeries } from '../../numbering/index.js';

/** `INV-2026-000123` */
export const INVOICE_NUMBERS: NumberSeries = { name: 'invoice', prefix: 'INV', digits: 6, byYear: true };

/** `CN-2026-000001` */
export const CREDIT_NOTE_NUMBERS: NumberSeries = {
  ...{ name: 'credit-note', prefix: 'CN' },
  ...{ digits: 6, byYear: true },
};

/** `C-00042` */
export const CUSTOMER_CODES: NumberSeries = { name: 'customer', prefix: 'C', digits: 5, byYear: false };
