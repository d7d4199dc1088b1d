import { csvSheet } from '../../platform.js';
import type { CustomerDto } from './customer.dto.js';

export const CUSTOMER_CSV = csvSheet<CustomerDto>('customers', {
  id: true,
  code: true,
  name: true,
  email: true,
  phone: true,
  taxNumber: true,
  address: true,
  country: true,
  creditLimit: true,
  active: true,
  createdAt: true,
  credit: false,
  updatedAt: false,
  version: false,
});
