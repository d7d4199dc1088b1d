import type { Company, LegalData } from '../../company/index.js';
import type { Customer } from './customer.entity.js';

/** Who sells and who buys, as an invoice shows them. */
export interface Parties {
  /** `logoFileId`: the logo of that day; a later one is on later documents. */
  seller: LegalData & { name: string; color?: string; logoFileId?: string };
  buyer: { code: string; name: string; address?: string; taxNumber?: string; email?: string };
}

/** Both parties as they are now. */
export const partiesOf = (company: Company, customer: Customer): Parties => ({
  seller: {
    ...company.legal,
    name: company.name,
    color: company.branding.color,
    logoFileId: company.branding.logoFileId,
  },
  buyer: {
    code: customer.code,
    name: customer.name,
    address: customer.address ?? undefined,
    taxNumber: customer.taxNumber ?? undefined,
    email: customer.email ?? undefined,
  },
});
