import type { Feature } from '../entitlements/features.js';
import { type Area, AREAS } from './permissions.js';
import type { UserRole } from './principal.js';

/** Roles that have nothing to do where a feature is off; the others belong to every company. */
export const ROLE_FEATURES: Readonly<Partial<Record<UserRole, Feature>>> = {
  sales: 'sales',
  accountant: 'accounting',
  hr: 'people',
  employee: 'people',
  warehouse: 'supply',
  practitioner: 'clinic',
  reception: 'clinic',
};

/** The same of areas. */
const AREA_FEATURES: Readonly<Partial<Record<Area, Feature>>> = {
  sales: 'sales',
  expenses: 'accounting',
  ledger: 'accounting',
  taxRates: 'accounting',
  stock: 'supply',
  purchases: 'supply',
  staff: 'people',
  leave: 'people',
  clinic: 'clinic',
  clinical: 'clinic',
};

/** The areas of a company where these are off. */
export const areasWithout = (off: readonly Feature[]): Area[] =>
  AREAS.filter((area) => {
    const feature = AREA_FEATURES[area];
    return feature === undefined || !off.includes(feature);
  });
