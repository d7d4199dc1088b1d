import type { ObjectLiteral, Repository } from 'typeorm';

/** Inserts the rows whose unique key isn't there yet, so that all of them can be updated. */
export async function insertMissing<T extends ObjectLiteral>(
  repository: Repository<T>,
  rows: readonly T[],
): Promise<void> {
  await repository
    .createQueryBuilder()
    .insert()
    .values(rows as never)
    .orIgnore()
    .updateEntity(false)
    .execute();
}
