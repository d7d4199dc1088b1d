import type { EntityMetadata, ObjectLiteral, QueryRunner } from 'typeorm';
import { DriverUtils } from 'typeorm/driver/DriverUtils.js';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { QueryExpressionMap } from 'typeorm/query-builder/QueryExpressionMap.js';
import { readsWholeTable } from './select-texts.js';

// Why: docs/decisions/016-cheap-requests.md

/** A column and the name its value has in a row. */
interface RowColumn {
  readonly key: string;
  readonly column: ColumnMetadata;
  /** The value is a property of the entity itself, and not of one embedded in it. */
  readonly direct: boolean;
}

const plans = new WeakMap<EntityMetadata, Map<string, readonly RowColumn[]>>();
const MOST_ALIASES = 50;

/** True when each row is one entity and holds all of it: no joins, no inheritance, no columns left out. */
export function hasPlainRows(map: QueryExpressionMap): boolean {
  return (
    readsWholeTable(map) &&
    map.relationIdAttributes.length === 0 &&
    map.lockMode === undefined &&
    map.relationLoadStrategy === 'join' &&
    isPlainEntity(map.mainAlias.metadata)
  );
}

/**
 * TypeORM's transformer looks for the rows of each entity, for joins and for relation ids, at every row; a list
 * has none of them. Values go through the driver and its column types as they do there.
 */
export function entitiesOf<E extends ObjectLiteral>(
  rows: readonly ObjectLiteral[],
  { mainAlias }: QueryExpressionMap,
  runner: QueryRunner | undefined,
): E[] {
  if (!mainAlias) return [];
  const { metadata, name } = mainAlias;
  const plan = planOf(metadata, name);
  const { driver } = metadata.dataSource;
  return rows.map((row) => {
    const entity = metadata.create(runner, { fromDeserializer: true }) as E;
    for (const { key, column, direct } of plan) {
      const stored: unknown = row[key];
      if (stored === undefined) continue;
      const value: unknown = driver.prepareHydratedValue(stored, column);
      if (direct) (entity as ObjectLiteral)[column.propertyName] = value;
      else column.setEntityValue(entity, value);
    }
    return entity;
  });
}

const plain = new WeakMap<EntityMetadata, boolean>();

function isPlainEntity(metadata: EntityMetadata): boolean {
  const known = plain.get(metadata);
  if (known !== undefined) return known;
  const found =
    metadata.tableType === 'regular' &&
    !metadata.discriminatorColumn &&
    metadata.childEntityMetadatas.length === 0 &&
    metadata.relationIds.length === 0 &&
    metadata.primaryColumns.every(({ isSelect, isVirtual }) => isSelect && !isVirtual) &&
    metadata.columns.every(({ isVirtualProperty }) => !isVirtualProperty);
  plain.set(metadata, found);
  return found;
}

function planOf(metadata: EntityMetadata, alias: string): readonly RowColumn[] {
  let byAlias = plans.get(metadata);
  if (!byAlias) plans.set(metadata, (byAlias = new Map()));
  const known = byAlias.get(alias);
  if (known) return known;
  const { driver } = metadata.dataSource;
  const made = metadata.columns
    .filter(({ isVirtual }) => !isVirtual)
    .map((column) => ({
      key: DriverUtils.buildAlias(driver, undefined, alias, column.databaseName),
      column,
      direct: !column.embeddedMetadata,
    }));
  if (byAlias.size < MOST_ALIASES) byAlias.set(alias, made);
  return made;
}
