import type { DataSource, ObjectLiteral } from 'typeorm';
import { RelationLoader } from 'typeorm/query-builder/RelationLoader.js';
import type { OwnedDataSource } from './entity-owner.js';

/**
 * The relation loader of one store. It refuses at once, and not by its promise: TypeORM derives another promise from
 * that one and never looks after it, so that a rejection would end the program though its caller caught it.
 */
export class OwnedRelationLoader extends RelationLoader {
  constructor(private readonly owned: DataSource) {
    super(owned);
  }

  override load(...input: Parameters<RelationLoader['load']>): Promise<ObjectLiteral[]> {
    const refusal = (this.owned as OwnedDataSource).refusal();
    if (refusal) throw refusal;
    return super.load(...input);
  }
}
