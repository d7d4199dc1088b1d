import { failureOf } from '@tenantry/nest';

/** Whether the store refused a statement because of a foreign key, on any engine. */
export function isForeignKeyViolation(error: unknown): boolean {
  const failure = failureOf(error);
  return failure === 'in_use' || failure === 'no_such_row';
}

/** Whether the store refused a statement because another row has the value, on any engine. */
export const isUniqueViolation = (error: unknown): boolean => failureOf(error) === 'unique';
