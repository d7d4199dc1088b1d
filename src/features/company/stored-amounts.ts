import { InjectTenantDataSource } from '@tenantry/nest';
import { MoneyColumn } from '@tenantry/nest/portable';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityMetadata, getMetadataArgsStorage, Not } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** Shows how a money column reads, by which the others are known. */
class Sample {
  @MoneyColumn()
  amount: number;
}

const MONEY = getMetadataArgsStorage().columns.find(({ target }) => target === Sample)?.options.transformer;

/** Amounts of whatever feature: asked by their columns, since the company knows none of those who keep them. */
@Injectable()
export class StoredAmounts {
  constructor(@InjectTenantDataSource() private readonly store: DataSource) {}

  /** A table with an amount other than zero that isn't void; undefined when there is none. */
  async find(): Promise<string | undefined> {
    for (const metadata of this.store.entityMetadatas) {
      const amounts = metadata.columns.filter(isAmount);
      if (amounts.length > 0 && (await this.has(metadata, amounts))) return metadata.tableName;
    }
    return undefined;
  }

  private has(metadata: EntityMetadata, amounts: readonly ColumnMetadata[]): Promise<boolean> {
    const living = metadata.findColumnWithPropertyName('status') ? { status: Not('void') } : {};
    const where = amounts.map(({ propertyName }) => ({ ...living, [propertyName]: Not(0) }));
    return this.store.manager.exists(metadata.target, { where });
  }
}

const isAmount = ({ transformer }: ColumnMetadata): boolean => transformer === MONEY;
