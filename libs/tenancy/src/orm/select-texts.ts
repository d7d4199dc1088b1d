import { LRUCache } from 'lru-cache';
import type { EntityMetadata } from 'typeorm';
import type { QueryExpressionMap } from 'typeorm/query-builder/QueryExpressionMap.js';

// Why: docs/decisions/016-cheap-requests.md

const MOST_ALIASES = 50;
const MOST_STATEMENTS = 300;
/** Longer ones are lists of values, which hardly come twice. */
const LONGEST_STATEMENT = 8_192;

/** What was made of one entity's selects: of all stores of an engine, for it names columns and tables and no tenant. */
interface Texts {
  readonly id: number;
  /** A virtual column's SQL is asked for each time: it may be made of whoever asks. */
  readonly isStatic: boolean;
  /** By alias and kind of read: `SELECT … FROM …` of the whole entity. */
  readonly heads: Map<string, string>;
  /** By aliases and statement: the statement with columns in place of properties. */
  readonly statements: LRUCache<string, string>;
}

const texts = new WeakMap<EntityMetadata, Texts>();
let lastId = 0;

/** `SELECT … FROM …`, made once for each entity and alias when the whole entity is read from its table alone. */
export function headOf(map: QueryExpressionMap, make: () => string): string {
  if (!readsWholeTable(map) || !hasPlainHead(map)) return make();
  const { metadata, name } = map.mainAlias;
  const { heads, isStatic } = textsOf(metadata);
  if (!isStatic) return make();
  // Entities are read with keys that are left out of raw rows.
  const key = `${name} ${String(map.queryEntity)}`;
  const known = heads.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (heads.size < MOST_ALIASES) heads.set(key, made);
  return made;
}

/** A statement in columns, made once for each text in properties. */
export function inColumns(map: QueryExpressionMap, statement: string, make: () => string): string {
  const { mainAlias } = map;
  if (!mainAlias?.hasMetadata || statement.length > LONGEST_STATEMENT || !map.disableEscaping) return make();
  const { statements } = textsOf(mainAlias.metadata);
  const key = `${aliasesOf(map)}\n${statement}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = make();
  statements.set(key, made);
  return made;
}

type WholeTable = QueryExpressionMap & { readonly mainAlias: NonNullable<QueryExpressionMap['mainAlias']> };

/** Every column of one entity from its own table, and nothing else. */
export function readsWholeTable(map: QueryExpressionMap): map is WholeTable {
  const { mainAlias, selects } = map;
  return (
    mainAlias?.hasMetadata === true &&
    mainAlias.tablePath !== undefined &&
    map.aliases.length === 1 &&
    map.joinAttributes.length === 0 &&
    selects.length === 1 &&
    selects[0]?.selection === mainAlias.name &&
    selects[0].aliasName === undefined
  );
}

/** Nothing between SELECT and WHERE that isn't the entity's own. `disableEscaping` means the contrary in TypeORM. */
function hasPlainHead(map: QueryExpressionMap): boolean {
  return (
    map.disableEscaping &&
    !map.selectDistinct &&
    map.selectDistinctOn.length === 0 &&
    !map.maxExecutionTime &&
    !map.useIndex?.length &&
    map.lockMode === undefined
  );
}

function aliasesOf({ aliases, aliasNamePrefixingEnabled }: QueryExpressionMap): string {
  const named = aliases.map(
    (alias) => `${alias.name}=${alias.hasMetadata ? textsOf(alias.metadata).id : ''}`,
  );
  return `${String(aliasNamePrefixingEnabled)} ${named.join(' ')}`;
}

function textsOf(metadata: EntityMetadata): Texts {
  const known = texts.get(metadata);
  if (known) return known;
  const made: Texts = {
    id: (lastId += 1),
    isStatic: metadata.columns.every(({ isVirtualProperty }) => !isVirtualProperty),
    heads: new Map(),
    statements: new LRUCache({ max: MOST_STATEMENTS }),
  };
  texts.set(metadata, made);
  return made;
}
