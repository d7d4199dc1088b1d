import { type EntityMetadata, InsertQueryBuilder, type InsertResult, type ObjectLiteral } from 'typeorm';
import { dialectOf } from '../engine/dialects.js';

type Column = EntityMetadata['columns'][number];

/** An insert that means the same on every engine. */
export class StoreInsertQueryBuilder<E extends ObjectLiteral> extends InsertQueryBuilder<E> {
  /**
   * MySQL has no RETURNING. TypeORM reads the new rows back then, after every insert, and takes the n-th row it gets
   * for the n-th it inserted, whatever order they come in: of two rows one could get the other's id.
   * Here the version is known, and what else is missing is read by id.
   */
  override async execute(): Promise<InsertResult> {
    const metadata = this.#readBack();
    if (!metadata) return super.execute();
    const rows: ObjectLiteral[] = this.getValueSets();
    if (!this.expressionMap.onIgnore && !this.expressionMap.onUpdate) startVersions(metadata, rows);
    const missing = madeByStore(metadata, rows);
    this.expressionMap.updateEntity = false;
    const result = await super.execute();
    result.identifiers = rows.map((row) => metadata.getEntityIdMap(row) ?? {});
    const stored = missing.length > 0 ? await this.#read(metadata, missing, result.identifiers) : [];
    result.generatedMaps = rows.map((row) => {
      const map = stored.find((one) => sameRow(metadata, one, row)) ?? versionOf(metadata, row);
      this.dataSource.manager.merge(metadata.target, row, map);
      return map;
    });
    return result;
  }

  /**
   * `orIgnore` leaves a row as it is when its key is taken. MySQL's INSERT IGNORE lets broken foreign keys and values
   * that don't fit pass as well, and takes a shared lock on the row that is there, so that two who lock it next end
   * in a deadlock.
   */
  protected override createInsertExpression(): string {
    const sql = super.createInsertExpression();
    const { onIgnore, mainAlias } = this.expressionMap;
    const { ignoresTooMuch, onTakenKey } = dialectOf(this.dataSource.options.type);
    if (!onIgnore || !ignoresTooMuch || !mainAlias?.hasMetadata) return sql;
    const [column] = mainAlias.metadata.primaryColumns.map(({ databaseName }) => this.escape(databaseName));
    return `${sql.replace(/^INSERT\s+IGNORE\s/, 'INSERT ')} ${onTakenKey(column ?? '')}`;
  }

  /** The entity whose new rows TypeORM would read back; ids that the store makes are left to it. */
  #readBack(): EntityMetadata | undefined {
    const { updateEntity, insertFromSelect, mainAlias } = this.expressionMap;
    const { returning } = dialectOf(this.dataSource.options.type);
    if (returning || !updateEntity || insertFromSelect) return undefined;
    if (!mainAlias?.hasMetadata || mainAlias.metadata.generatedColumns.length > 0) return undefined;
    return mainAlias.metadata;
  }

  #read(
    metadata: EntityMetadata,
    columns: readonly Column[],
    ids: ObjectLiteral[],
  ): Promise<ObjectLiteral[]> {
    const alias = metadata.targetName;
    return (this.queryRunner?.manager ?? this.dataSource.manager)
      .createQueryBuilder()
      .select([...metadata.primaryColumns, ...columns].map(({ propertyPath }) => `${alias}.${propertyPath}`))
      .from<ObjectLiteral>(metadata.target, alias)
      .withDeleted()
      .where(ids)
      .setOption('create-pojo')
      .getMany();
  }
}

const sameRow = ({ primaryColumns }: EntityMetadata, one: ObjectLiteral, other: ObjectLiteral): boolean =>
  primaryColumns.every((id) => String(id.getEntityValue(one)) === String(id.getEntityValue(other)));

function startVersions({ versionColumn }: EntityMetadata, rows: readonly ObjectLiteral[]): void {
  for (const row of rows) {
    if (versionColumn?.getEntityValue(row) === undefined) versionColumn?.setEntityValue(row, 1);
  }
}

const versionOf = ({ versionColumn }: EntityMetadata, row: ObjectLiteral): ObjectLiteral =>
  versionColumn?.createValueMap(versionColumn.getEntityValue(row)) ?? {};

/** Columns that one of the rows leaves to the store's default. */
function madeByStore(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): Column[] {
  const open = (value: unknown): boolean => value === undefined || typeof value === 'function';
  return metadata
    .getInsertionReturningColumns()
    .filter((column) => rows.some((row) => open(column.getEntityValue(row))));
}
