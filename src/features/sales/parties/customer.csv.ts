import type { CsvColumns } from '../../platform.js';
import type { CustomerDto } from './customer.dto.js';

export const CUSTOMER_CSV: CsvColumns<CustomerDto> = {
  id: (customer) => customer.id,
  code: (customer) => customer.code,
  name: (customer) => customer.name,
  email: (customer) => customer.email,
  phone: (customer) => customer.phone,
  taxNumber: (customer) => customer.taxNumber,
  address: (customer) => customer.address,
  country: (customer) => customer.country,
  creditLimit: (customer) => customer.creditLimit,
  active: (customer) => customer.active,
  createdAt: (customer) => customer.createdAt,
};
