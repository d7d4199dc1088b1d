import { type FindOptionsWhere, In, type Repository } from 'typeorm';

/** The rows with these ids, by id; unknown ids are left out. */
export async function findByIds<T extends { id: string }>(
  repository: Repository<T>,
  ids: readonly string[],
): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map();
  const rows = await repository.findBy({ id: In([...new Set(ids)]) } as FindOptionsWhere<T>);
  return new Map(rows.map((row) => [row.id, row]));
}
