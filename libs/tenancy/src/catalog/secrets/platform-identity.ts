import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { CatalogChange } from '../rows/catalog-change.js';
import { CatalogGenerationEntity } from '../rows/catalog-generation.entity.js';

/** The id of this platform, made once and kept in the control database: a copy of that is the same platform. */
export class PlatformIdentity {
  private known: string | undefined;

  constructor(
    private readonly control: DataSource,
    private readonly changes: CatalogChange,
  ) {}

  async id(): Promise<string> {
    this.known ??= (await this.written()) ?? (await this.made());
    return this.known;
  }

  private async written(manager = this.control.manager): Promise<string | undefined> {
    const row = await manager.findOneByOrFail(CatalogGenerationEntity, { id: 1 });
    return row.platformId ?? undefined;
  }

  /** Two processes may come here at once: the change's lock lets the second read what the first wrote. */
  private made(): Promise<string> {
    return this.changes.run(undefined, async (manager) => {
      const written = await this.written(manager);
      if (written !== undefined) return written;
      const platformId = newId();
      await manager.update(CatalogGenerationEntity, { id: 1 }, { platformId });
      return platformId;
    });
  }
}
