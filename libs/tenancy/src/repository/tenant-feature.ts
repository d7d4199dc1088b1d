import type { ModulesContainer } from '@nestjs/core';
import type { MigrationInterface } from 'typeorm';
import { InvalidDefinitionError } from './invalid-definition.error.js';

export type StoredClass = new () => object;
export type MigrationClass = new () => MigrationInterface;

/** What `forFeature` and `forControl` leave in the module tree, to be found when the templates are built. */
export class TenantFeature {
  constructor(
    readonly database: 'tenant' | 'control',
    readonly entities: readonly StoredClass[],
    readonly migrations: readonly MigrationClass[],
  ) {}
}

/** The feature and the module that named it: `sales` for SalesModule. */
export interface OwnedFeature {
  readonly module: string;
  readonly entities: readonly StoredClass[];
  readonly migrations: readonly MigrationClass[];
}

/** All that was registered of one kind of database, whichever modules it came from. */
export interface Features {
  readonly entities: StoredClass[];
  readonly migrations: MigrationClass[];
  readonly owners: readonly OwnedFeature[];
}

/** Throws InvalidDefinitionError where two modules name the same entity, or the same migration. */
export function collectFeatures(
  modules: ModulesContainer,
  database: TenantFeature['database'],
  own: readonly OwnedFeature[] = [],
): Features {
  const owners = [...own, ...ownedFeatures(modules, database)];
  assertOneOwner(owners);
  return {
    entities: [...new Set(owners.flatMap(({ entities }) => entities))],
    migrations: [...new Set(owners.flatMap(({ migrations }) => migrations))],
    owners,
  };
}

/** `forFeature` makes a module of its own; whoever imports that is its owner. */
function ownedFeatures(modules: ModulesContainer, database: TenantFeature['database']): OwnedFeature[] {
  const found = new Map<TenantFeature, string>();
  for (const module of modules.values()) {
    for (const imported of module.imports) {
      for (const { instance } of imported.providers.values()) {
        if (instance instanceof TenantFeature && instance.database === database && !found.has(instance))
          found.set(instance, nameOf(module.metatype.name));
      }
    }
  }
  return [...found].map(([{ entities, migrations }, module]) => ({ module, entities, migrations }));
}

const nameOf = (moduleClass: string): string => moduleClass.replace(/Module$/, '').toLowerCase();

type Owned = readonly [key: string, what: unknown, module: string, described: string];

function assertOneOwner(owners: readonly OwnedFeature[]): void {
  const entities = owners.flatMap(({ entities: classes, module }) =>
    classes.map((one): Owned => [one.name, one, module, `the entity "${one.name}"`]),
  );
  const migrations = owners.flatMap(({ migrations: classes, module }) =>
    classes.map((one): Owned => {
      const name = migrationName(one);
      return [name.slice(-13), one, module, `a migration of the number ${name.slice(-13)} ("${name}")`];
    }),
  );
  assertDistinct(entities);
  assertDistinct(migrations);
}

export const migrationName = (migration: MigrationClass): string => new migration().name ?? migration.name;

/** Throws InvalidDefinitionError for the second one of a key. A module may name what is its own twice. */
function assertDistinct(all: readonly Owned[]): void {
  const first = new Map<string, Owned>();
  for (const one of all) {
    const [key, what, module, described] = one;
    const other = first.get(key);
    if (!other) first.set(key, one);
    else if (other[1] !== what || other[2] !== module) {
      const also = other[3] === described ? '' : ` beside ${other[3]}`;
      throw new InvalidDefinitionError(
        `The modules "${other[2]}" and "${module}" both have ${described}${also}. Only one may: rename one of them, ` +
          'or let one module export what both use.',
      );
    }
  }
}

/** The table of every entity that has one of its own. */
export interface EntityTable {
  readonly target: unknown;
  readonly tableName: string;
}

/** Throws InvalidDefinitionError where two entities have one table: what one migration makes the other would skip. */
export function assertOwnTables(owners: readonly OwnedFeature[], tables: readonly EntityTable[]): void {
  const tableOf = new Map(tables.map(({ target, tableName }) => [target, tableName]));
  assertDistinct(
    owners.flatMap(({ entities, module }) =>
      entities.flatMap((one): Owned[] => {
        const table = tableOf.get(one);
        return table === undefined ? [] : [[table, one, module, `the table "${table}" ("${one.name}")`]];
      }),
    ),
  );
}
