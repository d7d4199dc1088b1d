import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
  type SelectQueryBuilder,
} from 'typeorm';
import { joinedRunner } from '../unit/joined-runner.js';
import { UnitOfWorkEndedError } from '../tenancy.errors.js';
import type { EngineTemplate } from './engine-template.js';
import type { OwnedDataSource, StoreOwner } from './entity-owner.js';
import { OwnedRelationLoader } from './owned-relation-loader.js';
import { StoreEntityManager } from './store-entity-manager.js';
import { StoreSelectQueryBuilder } from './store-query-builder.js';
import { findUnit, type StoreConnector, type StoreRunner } from '../unit/unit-of-work.js';

interface DataSourceSettings {
  retire?(): void | Promise<void>;
  /** Where migrations make their tables; default: where the engine makes them by itself. */
  schema?: string;
  /** The column that keeps tenants apart in tables that they share. */
  tenantColumn?: string;
}

/**
 * One store's data source: the template's metadata, its own connections. It is usable at once and
 * connects at the first statement, so a request without data takes no connection.
 */
export class TenantDataSource extends DataSource implements OwnedDataSource {
  constructor(
    readonly template: EngineTemplate,
    readonly owner: StoreOwner,
    private readonly connector: StoreConnector,
    private readonly settings: DataSourceSettings = {},
  ) {
    super(template.options);
    Object.assign(this, {
      entityMetadatas: template.entityMetadatas,
      entityMetadatasMap: template.entityMetadatasMap,
      subscribers: template.subscribers,
      migrations: template.migrations,
      namingStrategy: template.namingStrategy,
      relationLoader: new OwnedRelationLoader(this),
      isInitialized: true,
    });
    template.engine.prepareDriver(this.driver, settings.schema);
  }

  get tenantColumn(): string | undefined {
    return this.settings.tenantColumn;
  }

  override initialize(): Promise<this> {
    return Promise.resolve(this);
  }

  /** Ends the store's idle connections now and the others when they come back. */
  override async destroy(): Promise<void> {
    await this.settings.retire?.();
  }

  openRunner(): StoreRunner {
    const runner = this.template.engine.createRunner(this, this.connector);
    Object.assign(runner, { manager: this.createEntityManager(runner) });
    return runner;
  }

  refusal(): Error | undefined {
    return this.connector.refusal();
  }

  override createQueryRunner(): QueryRunner {
    const refusal = this.connector.refusal();
    if (refusal) throw refusal;
    const unit = findUnit(this);
    if (!unit) return this.openRunner();
    if (unit.ended) throw new UnitOfWorkEndedError();
    const runner = joinedRunner(unit);
    Object.assign(runner, { manager: this.createEntityManager(runner) });
    return runner;
  }

  override createEntityManager(runner?: QueryRunner): EntityManager {
    return new StoreEntityManager(this, runner);
  }

  override createQueryBuilder<E extends ObjectLiteral>(
    target: EntityTarget<E>,
    alias: string,
    runner?: QueryRunner,
  ): SelectQueryBuilder<E>;
  override createQueryBuilder(runner?: QueryRunner): SelectQueryBuilder<ObjectLiteral>;
  override createQueryBuilder<E extends ObjectLiteral>(
    target?: EntityTarget<E> | QueryRunner,
    alias?: string,
    runner?: QueryRunner,
  ): SelectQueryBuilder<E> {
    if (alias === undefined) return new StoreSelectQueryBuilder<E>(this, target as QueryRunner | undefined);
    const metadata = this.getMetadata(target as EntityTarget<E>);
    return new StoreSelectQueryBuilder<E>(this, runner)
      .select(alias)
      .from(metadata.target as EntityTarget<E>, alias);
  }
}
