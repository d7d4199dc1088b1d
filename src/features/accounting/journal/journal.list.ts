import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import {
  inSlices,
  keysetPage,
  NotFoundError,
  type Page,
  parseSort,
  searchText,
  ValidationError,
} from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationAccess } from '../../locations/index.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import { JournalLine } from '../rows/journal-line.entity.js';
import type { JournalEntryDto, JournalQuery } from './journal.dto.js';
import { JournalStore } from '../posting/journal.store.js';
import { PostingRules } from '../posting/posting-rules.service.js';
import { entryView } from './journal.view.js';

/** The journal as it is read. */
@Injectable()
export class JournalList {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly journal: JournalStore,
    private readonly company: CompanyService,
    private readonly access: LocationAccess,
    private readonly rules: PostingRules,
  ) {}

  /** Files don't show lines. */
  async page(query: JournalQuery, { withLines = true } = {}): Promise<Page<JournalEntryDto>> {
    this.assertKnown(query.source);
    const sort = parseSort(query.sort, ['date', 'number'], [{ column: 'date', direction: 'DESC' }]);
    const builder = await this.access.limit(filtered(this.entries, query), 'entry.locationId');
    const { items, nextCursor } = await keysetPage(builder, { query, sort });
    const lines = withLines ? await this.linesOf(items) : new Map<string, JournalLine[]>();
    const { exponent } = await this.company.known();
    return { items: await views(items, lines, exponent), nextCursor };
  }

  async get(id: string): Promise<JournalEntryDto> {
    const entry = await this.entries.findOneBy({ id });
    if (!entry) throw new NotFoundError('journal entry', id);
    await this.access.assertSees('journal entry', entry);
    const { exponent } = await this.company.get();
    const [view] = await views([entry], await this.linesOf([entry]), exponent);
    return view as JournalEntryDto;
  }

  private assertKnown(source: string | undefined): void {
    const known = this.rules.sources();
    if (source === undefined || known.includes(source)) return;
    const message = `must be one of the following values: ${known.join(', ')}`;
    throw new ValidationError([{ path: 'source', message }]);
  }

  private linesOf(entries: readonly JournalEntry[]): Promise<Map<string, JournalLine[]>> {
    return this.journal.linesOf(entries.map(({ id }) => id));
  }
}

const views = (
  entries: readonly JournalEntry[],
  lines: ReadonlyMap<string, JournalLine[]>,
  exponent: number,
): Promise<JournalEntryDto[]> =>
  inSlices(entries, (entry) => entryView(entry, lines.get(entry.id) ?? [], exponent));

function filtered(entries: Repository<JournalEntry>, query: JournalQuery): SelectQueryBuilder<JournalEntry> {
  const { from, to, source, sourceId, accountId, locationId } = query;
  const builder = entries.createQueryBuilder('entry').where({
    ...(source === undefined ? {} : { source }),
    ...(sourceId === undefined ? {} : { sourceId }),
    ...(locationId === undefined ? {} : { locationId }),
  });
  if (from !== undefined) builder.andWhere('entry.date >= :from', { from });
  if (to !== undefined) builder.andWhere('entry.date <= :to', { to });
  if (accountId !== undefined) {
    const onAccount = builder
      .subQuery()
      .select('1')
      .from(JournalLine, 'line')
      .where('line.entryId = entry.id AND line.accountId = :accountId');
    builder.andWhere(`EXISTS ${onAccount.getQuery()}`, { accountId });
  }
  return searchText(builder, query.q, ['number', 'searchKey']);
}
