import type { DataSource, EntityMetadata, ObjectLiteral, QueryRunner } from 'typeorm';
import { RelationLoader } from 'typeorm/query-builder/RelationLoader.js';
import { hydrating } from '../schema/hydrating.js';

type RelationMetadata = EntityMetadata['relations'][number];

/**
 * The relation loader of a template. Metadata is shared by all tenants, so it can't know where an
 * entity's lazy relations load from: an entity that was read remembers the data source that read it,
 * wherever it is awaited later; one made with `new` asks for the current tenant, and throws outside any.
 */
export class RoutingRelationLoader extends RelationLoader {
  constructor(
    private readonly template: DataSource,
    private readonly current: () => DataSource,
  ) {
    super(template);
  }

  override enableLazyLoad(relation: RelationMetadata, entity: ObjectLiteral, runner?: QueryRunner): void {
    const source = runner?.dataSource ?? hydrating.getStore()?.source;
    if (source && source !== this.template) source.relationLoader.enableLazyLoad(relation, entity, runner);
    else super.enableLazyLoad(relation, entity);
  }

  override load(
    ...[relation, entities, ...rest]: Parameters<RelationLoader['load']>
  ): Promise<ObjectLiteral[]> {
    return this.current().relationLoader.load(relation, entities, ...rest);
  }
}
