import type { LegalData } from '../features/company/company.js';

export interface DemoCompany {
  slug: string;
  name: string;
  multiLocation: boolean;
  color: string;
  /** ISO 3166. */
  country: string;
  legal: LegalData;
}

/** The two companies of a first start: one with several stores, one with a single place. */
export const DEMO_COMPANIES: readonly DemoCompany[] = [
  {
    slug: 'juniper',
    name: 'Juniper Tools',
    multiLocation: true,
    color: '#b3261e',
    country: 'US',
    legal: {
      legalName: 'Juniper Tools Inc.',
      taxNumber: 'US-12-3456789',
      address: '1 Foundry Way, Springfield',
      email: 'billing@juniper.example',
      phone: '+1 555 0100',
    },
  },
  {
    slug: 'marlow',
    name: 'Marlow Supplies',
    multiLocation: false,
    color: '#1a5fb4',
    country: 'US',
    legal: {
      legalName: 'Marlow Supplies LLC',
      taxNumber: 'US-98-7654321',
      address: '42 Harbour Street, Newport',
      email: 'billing@marlow.example',
      phone: '+1 555 0142',
    },
  },
];
