import type { FindOptionsWhere, Repository } from 'typeorm';
import { NotFoundError } from '../errors.js';

/** The row, held until the transaction ends: nobody changes it under the caller. Throws NotFoundError for `what`. */
export async function lockRow<T extends { id: string }>(
  repository: Repository<T>,
  what: string,
  id: string,
): Promise<T> {
  const where = { id } as FindOptionsWhere<T>;
  const row = await repository.findOne({ where, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new NotFoundError(what, id);
  return row;
}
