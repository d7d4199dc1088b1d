import { InjectTenantRepository } from '@tenantry/nest';
import type { StoredEntity } from '@tenantry/nest/portable';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { insertRows, linesByDocument } from '../../platform.js';
import type { EntryLine } from '../rows/entry-lines.js';
import type { EntrySource } from '../rows/posting.rules.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import { JournalLine } from '../rows/journal-line.entity.js';
import { TaxRateService } from '../tax-rates/tax-rate.service.js';
import { JournalTax } from '../rows/journal-tax.entity.js';
import { JournalTaxPart } from '../rows/journal-tax-part.entity.js';

/** An entry with its parts. */
export interface StoredEntry {
  entry: JournalEntry;
  lines: JournalLine[];
  taxes: JournalTaxPart[];
}

/** What an entry adds to the tax report. */
export type EntryTax = Pick<JournalTaxPart, 'direction' | 'taxRateId' | 'category' | 'net' | 'tax'>;

/** The journal's rows: written once, never changed. */
@Injectable()
export class JournalStore {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    @InjectTenantRepository(JournalLine) private readonly lines: Repository<JournalLine>,
    @InjectTenantRepository(JournalTaxPart) private readonly taxes: Repository<JournalTaxPart>,
    @InjectTenantRepository(JournalTax) private readonly olderTaxes: Repository<JournalTax>,
    private readonly rates: TaxRateService,
  ) {}

  /** Writes the entry, then flips it to posted: from then on the store itself refuses every change. */
  async write(
    entry: JournalEntry,
    lines: readonly EntryLine[],
    taxes: readonly EntryTax[],
  ): Promise<StoredEntry> {
    const parts = { entryId: entry.id, date: entry.date };
    const written = lines.map((line, position) => this.lines.create({ ...line, ...parts, position }));
    const taxed = taxes.map((tax) => this.taxes.create({ ...tax, entryId: entry.id }));
    await insert(this.entries, [entry]);
    await insertRows(this.lines.manager, JournalLine, written);
    if (taxed.length > 0) await insert(this.taxes, taxed);
    await this.entries.update({ id: entry.id }, { status: 'posted' });
    return { entry: Object.assign(entry, { status: 'posted' as const }), lines: written, taxes: taxed };
  }

  create(fields: Partial<JournalEntry>): JournalEntry {
    return this.entries.create(fields);
  }

  /** The entry of a document; null when its amounts were zero and nothing was posted. */
  findBySource(source: EntrySource, sourceId: string): Promise<JournalEntry | null> {
    return this.entries.findOneBy({ source, sourceId });
  }

  async partsOf(entry: JournalEntry): Promise<StoredEntry> {
    const lines = (await this.linesOf([entry.id])).get(entry.id) ?? [];
    const taxes = await this.taxes.findBy({ entryId: entry.id });
    return { entry, lines, taxes: [...taxes, ...(await this.olderTaxesOf(entry.id))] };
  }

  /** Entries that are older than categories have rows of rates only. */
  private async olderTaxesOf(entryId: string): Promise<JournalTaxPart[]> {
    const rows = await this.olderTaxes.findBy({ entryId });
    const rates = await this.rates.find(rows.map(({ taxRateId }) => taxRateId));
    return rows.map(({ direction, taxRateId, net, tax }) => {
      const category = rates.get(taxRateId)?.category ?? 'standard';
      return this.taxes.create({ entryId, direction, taxRateId, category, net, tax });
    });
  }

  /** The lines of many entries in their order, by the entry's id. */
  linesOf(entryIds: readonly string[]): Promise<Map<string, JournalLine[]>> {
    return linesByDocument(this.lines, 'entryId', entryIds);
  }
}

/** Without reading back what the store made of the rows: nobody asks, and posting is done often. */
async function insert<T extends StoredEntity>(repository: Repository<T>, rows: T[]): Promise<void> {
  const builder = repository.createQueryBuilder().insert();
  await builder
    .values(rows as never)
    .updateEntity(false)
    .execute();
}
