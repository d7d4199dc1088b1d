import { Injectable } from '@nestjs/common';

/** A feature whose documents are written first and booked later. */
export interface DraftSource {
  /** What its drafts are called, in the plural. */
  readonly what: string;
  /** How many drafts bear a day from `from` to `to`, both included; drafts without a day are in no month. */
  countDated(from: string, to: string): Promise<number>;
}

/** Asks whoever has drafts: accounting closes months, and knows none of the documents of other features. */
@Injectable()
export class OpenDrafts {
  private readonly sources: DraftSource[] = [];

  /** Called once per module, at start. */
  register(source: DraftSource): void {
    this.sources.push(source);
  }

  /** `3 expenses`, and so on; nothing where none are left. */
  async find(from: string, to: string): Promise<string[]> {
    const found: string[] = [];
    for (const source of this.sources) {
      const count = await source.countDated(from, to);
      if (count > 0) found.push(`${count} ${source.what}`);
    }
    return found;
  }
}
