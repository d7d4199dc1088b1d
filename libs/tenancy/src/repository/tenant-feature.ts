import type { ModulesContainer } from '@nestjs/core';
import type { MigrationInterface } from 'typeorm';

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

/** All registered entities and migrations of one kind, whichever modules they came from. */
export function collectFeatures(
  modules: ModulesContainer,
  database: TenantFeature['database'],
): { entities: StoredClass[]; migrations: MigrationClass[] } {
  const features = [...modules.values()]
    .flatMap((module) => [...module.providers.values()])
    .map(({ instance }) => instance)
    .filter((instance) => instance instanceof TenantFeature)
    .filter((feature) => feature.database === database);
  return {
    entities: [...new Set(features.flatMap(({ entities }) => entities))],
    migrations: [...new Set(features.flatMap(({ migrations }) => migrations))],
  };
}
