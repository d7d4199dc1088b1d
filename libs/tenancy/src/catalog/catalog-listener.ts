import type { Notifications } from '../engine/engine.js';

/** Where each change of the catalog is told. Programs of one deployment have a control database of their own. */
export const CATALOG_CHANNEL = 'tenantry_catalog';

const AGAIN_MS = 2_000;

export interface ListenerOptions {
  /** The control database. */
  url: string;
  /** Of the control database's engine; undefined where it has none. */
  notifications: Notifications | undefined;
  /** Told of each change of any process, and once when listening has begun: what came before was missed. */
  heard: () => void;
}

/**
 * Hears of changes of the catalog the moment they are committed, on one connection. It only makes things quicker:
 * while the connection is lost, and on engines without messages, the generation is polled as ever.
 */
export class CatalogListener {
  private closing = false;
  private close: (() => Promise<void>) | undefined;
  private again: NodeJS.Timeout | undefined;
  private readonly others = new Set<() => void>();

  constructor(private readonly options: ListenerOptions) {}

  /** For what is announced beside the catalog's own changes (`CatalogChange.announce`). Returns how to stop. */
  onHeard(listener: () => void): () => void {
    this.others.add(listener);
    return () => this.others.delete(listener);
  }

  /** For servers, not for short commands. Never throws: a server works without it. */
  async start(): Promise<void> {
    const { url, notifications } = this.options;
    const heard = () => this.tell();
    if (!notifications || this.closing) return;
    try {
      const lost = () => this.startAgain();
      this.close = await notifications.listen(url, CATALOG_CHANNEL, { heard, lost });
      if (this.closing) return await this.close();
      heard();
    } catch {
      this.startAgain();
    }
  }

  async stop(): Promise<void> {
    this.closing = true;
    clearTimeout(this.again);
    await this.close?.();
  }

  private tell(): void {
    this.options.heard();
    for (const listener of this.others) listener();
  }

  private startAgain(): void {
    void this.close?.();
    this.close = undefined;
    clearTimeout(this.again);
    if (!this.closing) this.again = setTimeout(() => void this.start(), AGAIN_MS).unref();
  }
}
