import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Slots } from '../kernel/clock/slots.js';
import { DomainError } from '../kernel/errors.js';
import type { BusinessDocument } from './business-document.js';
import { Typesetter } from './typesetter.js';
import { typesetInput } from './typeset.js';

/** A company's documents are laid out one after the other, so that others get their turn. */
const AT_ONCE = 1;
const WAITING = 20;
const KEPT_BYTES = 32 * 1024 * 1024;

/** Prints documents as PDFs, and keeps the last ones: an issued invoice is asked for more than once. */
@Injectable()
export class PdfPrinter {
  private readonly template = readFileSync(join(__dirname, 'document.typ'), 'utf8');
  private readonly turns = new Map<string, { slots: Slots; users: number }>();
  private readonly kept = new LRUCache<string, Buffer>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ length }) => length + 1,
  });

  constructor(
    private readonly tenancy: Tenancy,
    private readonly typesetter: Typesetter,
  ) {}

  /**
   * `at` is the time the file is dated with: one document is always the same file. Throws TooManyRequestsError when
   * the company has too many documents waiting, DocumentTooLargeError when one takes too long.
   */
  async print(document: BusinessDocument, at: Date): Promise<Buffer> {
    const { id } = this.tenancy.current();
    const { input, logo } = wordsAndLogo(document);
    const seconds = Math.floor(at.getTime() / 1000);
    // By what it says: whatever changes a document changes the key. By the company too: nobody gets another's file.
    const key = `${id}/${seconds}/${createHash('sha256')
      .update(input)
      .update(logo ?? '')
      .digest('base64url')}`;
    const known = this.kept.get(key);
    if (known) return known;
    const pdf = await this.inTurn(id, () =>
      this.typesetter.typeset({ input, template: this.template, at: seconds, logo }),
    ).catch((error: unknown) => {
      // A picture may be broken where nobody looked when it was sent; the document matters more.
      if (logo === undefined || error instanceof DomainError) throw error;
      const { logo: _, ...without } = document;
      return this.print(without, at);
    });
    this.kept.set(key, pdf);
    return pdf;
  }

  private async inTurn<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    const turn = this.turns.get(tenantId) ?? { slots: new Slots(AT_ONCE, WAITING), users: 0 };
    this.turns.set(tenantId, turn);
    turn.users += 1;
    try {
      return await turn.slots.run(work);
    } finally {
      turn.users -= 1;
      if (turn.users === 0) this.turns.delete(tenantId);
    }
  }
}

const wordsAndLogo = (document: BusinessDocument): { input: string; logo: string | undefined } => ({
  input: typesetInput(document),
  logo: document.logo?.content.toString('base64'),
});
