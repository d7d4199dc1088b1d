import { In, type FindOptionsOrder, type FindOptionsWhere, type Repository } from 'typeorm';
import { Slices } from '../clock/in-slices.js';

/** Rows a statement: TypeORM makes objects of a result in one piece. Two documents of the most lines fit. */
const LINES_AT_ONCE = 1024;

/** A line of a document: `key` is the property with the document's id. */
type Line<K extends string> = { position: number } & Record<K, string>;

/**
 * The lines of documents in their order, by the document's id. One statement for a usual page; of a page of long
 * documents some thousand lines a statement, each document's by one.
 */
export async function linesByDocument<K extends string, T extends Line<K>>(
  repository: Repository<T>,
  key: K,
  ids: readonly string[],
): Promise<Map<string, T[]>> {
  const lines = new Map<string, T[]>();
  const slices = new Slices();
  let left = [...new Set(ids)];
  while (left.length > 0) {
    const found = await nextLines(repository, key, left);
    for (const [id, some] of found.lines) lines.set(id, some);
    left = found.isLast ? [] : left.filter((id) => !found.lines.has(id));
    await slices.next();
  }
  return lines;
}

async function nextLines<K extends string, T extends Line<K>>(
  repository: Repository<T>,
  key: K,
  ids: readonly string[],
): Promise<{ lines: Map<string, T[]>; isLast: boolean }> {
  const order = { [key]: 'ASC', position: 'ASC' } as unknown as FindOptionsOrder<T>;
  const where = (of: readonly string[]) => ({ [key]: In([...of]) }) as unknown as FindOptionsWhere<T>;
  const rows = await repository.find({ where: where(ids), order, take: LINES_AT_ONCE });
  const lines = Map.groupBy(rows, (row): string => row[key]);
  const last = rows.at(-1)?.[key];
  if (rows.length < LINES_AT_ONCE || last === undefined) return { lines, isLast: true };
  // Some lines of the last document may be missing: it is read as a whole, so that nobody changes it in between.
  if (lines.size > 1) lines.delete(last);
  else lines.set(last, await repository.find({ where: where([last]), order }));
  return { lines, isLast: false };
}
