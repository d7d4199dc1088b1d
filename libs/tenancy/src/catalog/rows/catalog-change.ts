import type { DataSource, EntityManager } from 'typeorm';
import { CatalogGenerationEntity } from './catalog-generation.entity.js';
import { attested } from './change-witness.js';

type Listener = (slug?: string) => void;

/** The one way to write the catalog: a transaction that counts up the generation, then tells this process. */
export class CatalogChange {
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly control: DataSource,
    /** Tells other processes; undefined where they have to ask. */
    private readonly announcement?: string,
  ) {}

  /** Counting up comes first: its row lock makes changes wait for each other, so that counts stay true. */
  async run<T>(slug: string | undefined, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.control.transaction(async (manager) => {
      await manager.increment(CatalogGenerationEntity, { id: 1 }, 'value', 1);
      await this.announce(manager);
      return work(manager);
    });
    for (const listener of this.listeners) listener(slug);
    return result;
  }

  /** The same for a change that somebody asked for: its witness, if there is one, writes in the same transaction. */
  requested<T>(slug: string | undefined, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return attested((attest) =>
      this.run(slug, async (manager) => {
        const made = await work(manager);
        await attest(made);
        return made;
      }),
    );
  }

  /**
   * Tells other processes that something beside the catalog has changed; they hear it by `CatalogListener.onHeard`
   * once the surrounding transaction of the control database commits. Where there are no messages it does nothing.
   */
  async announce(manager: EntityManager = this.control.manager): Promise<void> {
    if (this.announcement !== undefined) await manager.query(this.announcement);
  }

  /** Changes of other processes don't arrive here: they are seen in the generation, or heard by CatalogListener. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async generation(): Promise<number> {
    const row = await this.control.manager.findOneBy(CatalogGenerationEntity, { id: 1 });
    return row?.value ?? 0;
  }
}
