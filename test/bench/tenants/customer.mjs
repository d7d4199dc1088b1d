import { installed } from '../built.mjs';

const { EntitySchema } = installed('typeorm');

class Customer {}

/** The same six columns on every side. */
export const CustomerSchema = new EntitySchema({
  target: Customer,
  name: 'Customer',
  tableName: 'customers',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'varchar' },
    email: { type: 'varchar' },
    creditLimit: { type: 'bigint', name: 'credit_limit' },
    active: { type: 'boolean' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

class UnguardedCustomer {}

/** The same rows in a table without row-level security, where the statement itself has to say whose it wants. */
export const UnguardedSchema = new EntitySchema({
  ...CustomerSchema.options,
  target: UnguardedCustomer,
  name: 'UnguardedCustomer',
  tableName: 'unguarded',
  columns: {
    ...CustomerSchema.options.columns,
    tenantId: { type: 'uuid', name: 'tenant_id', select: false },
  },
});

export const FIRST_PAGE = { order: { name: 'ASC', id: 'ASC' }, take: 20 };

/** What TypeORM makes of that, for who has no TypeORM. */
export const FIRST_PAGE_SQL =
  'SELECT id, name, email, credit_limit AS "creditLimit", active, created_at AS "createdAt" ' +
  'FROM customers ORDER BY name, id LIMIT 20';
