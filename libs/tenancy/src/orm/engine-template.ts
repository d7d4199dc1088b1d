import {
  type BaseEntity,
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type EntityTarget,
  getMetadataArgsStorage,
  InstanceChecker,
  type MigrationInterface,
  type MixedList,
  type ObjectLiteral,
  type QueryRunner,
} from 'typeorm';
import type { EntitySchema } from 'typeorm';
import { EntitySchemaTransformer } from 'typeorm/entity-schema/EntitySchemaTransformer.js';
import { EntityMetadataBuilder } from 'typeorm/metadata-builder/EntityMetadataBuilder.js';
import { EntityMetadataValidator } from 'typeorm/metadata-builder/EntityMetadataValidator.js';
import type { Engine } from '../engine/engine.js';
import { SnakeNamingStrategy } from '../schema/snake-naming.strategy.js';
import { RoutingRelationLoader } from './routing-relation-loader.js';

type Constructor = new () => unknown;

export interface TemplateOptions {
  engine: Engine;
  /** Classes and schemas; TypeORM's paths to files of them take time to be read. */
  entities: MixedList<Constructor | EntitySchema>;
  migrations?: (new () => MigrationInterface)[];
  /** Shared by all tenants: they must keep no state. */
  subscribers?: Constructor[];
  /** The data source of the current context; throws outside any tenant. */
  current: () => DataSource;
  /** More TypeORM options for every data source of this template (logging and the like). */
  extra?: Partial<DataSourceOptions>;
}

/**
 * TypeORM's metadata of one set of entities on one engine, built once and shared by all data sources
 * (4 KiB a tenant instead of 306: docs/decisions/001-shared-metadata.md). It never connects.
 */
export class EngineTemplate extends DataSource {
  readonly engine: Engine;
  readonly migrationNames: readonly string[];
  /** False when nothing that runs while rows become entities asks whose they are. */
  readonly hydratesInContext: boolean;

  private constructor(options: TemplateOptions) {
    super({
      ...options.engine.options,
      logging: false,
      ...options.extra,
      namingStrategy: new SnakeNamingStrategy(),
      entities: options.entities,
      migrations: options.migrations ?? [],
      subscribers: options.subscribers ?? [],
      migrationsTransactionMode: 'each',
      synchronize: false,
    } as DataSourceOptions);
    this.engine = options.engine;
    Object.assign(this, { relationLoader: new RoutingRelationLoader(this, options.current) });
  }

  static build(options: TemplateOptions): EngineTemplate {
    const template = new EngineTemplate(options);
    template.#buildNow(options);
    for (const { target } of template.entityMetadatas) {
      if (InstanceChecker.isBaseEntityConstructor(target)) routeActiveRecord(target, options.current);
    }
    return Object.assign(template, {
      hydratesInContext:
        !template.options.entitySkipConstructor ||
        template.entityMetadatas.some(({ lazyRelations }) => lazyRelations.length > 0),
      migrationNames: template.migrations
        .map((migration) => migration.name ?? migration.constructor.name)
        .sort(byTimestamp),
    });
  }

  /**
   * `buildMetadatas` of TypeORM, which waits for files to be looked for, without the wait: an engine is first used in
   * the middle of whatever asks for a tenant's data source.
   */
  #buildNow({ entities, subscribers = [], migrations = [] }: TemplateOptions): void {
    const all: (Constructor | EntitySchema)[] = Object.values(entities);
    const schemas = all.filter((entity) => InstanceChecker.isEntitySchema(entity));
    const classes = all.filter((entity) => typeof entity === 'function');
    const storage = getMetadataArgsStorage();
    const entityMetadatas = [
      ...new EntityMetadataBuilder(this, storage).build(classes),
      ...new EntityMetadataBuilder(this, new EntitySchemaTransformer().transform(schemas)).build(),
    ];
    Object.assign(this, {
      subscribers: storage.filterSubscribers(subscribers).map(({ target }) => new (target as Constructor)()),
      entityMetadatas,
      entityMetadatasMap: new Map(entityMetadatas.map((metadata) => [metadata.target, metadata])),
      migrations: migrations.map((Migration) => new Migration()),
    });
    const tables = entityMetadatas.filter(({ tableType }) => tableType !== 'view');
    new EntityMetadataValidator().validateMany(tables, this.driver);
  }

  /** The newest migration this program knows; undefined when there is none. */
  get newestMigration(): string | undefined {
    return this.migrationNames.at(-1);
  }

  override initialize(): Promise<this> {
    throw new Error('A template never connects.');
  }

  override createQueryRunner(): QueryRunner {
    throw new Error('A template has no connection. Use the data source of a tenant.');
  }

  override createEntityManager(runner?: QueryRunner): EntityManager {
    return super.createEntityManager(runner);
  }
}

/** TypeORM orders migrations by the timestamp at the end of the class name. */
export function migrationTimestamp(name: string): number {
  return Number(/\d{13}$/.exec(name)?.[0] ?? 0);
}

/** Of all that were applied to a store, in whichever order; null: none was. */
export const newestMigration = (names: readonly string[]): string | null =>
  names.toSorted(byTimestamp).at(-1) ?? null;

const byTimestamp = (a: string, b: string): number => migrationTimestamp(a) - migrationTimestamp(b);

// BaseEntity keeps its data source in a static: the last one initialised would serve every tenant.
function routeActiveRecord(target: typeof BaseEntity, current: () => DataSource): void {
  target.useDataSource({
    getRepository: <E extends ObjectLiteral>(entity: EntityTarget<E>) => current().getRepository(entity),
    get manager() {
      return current().manager;
    },
  } as DataSource);
}
