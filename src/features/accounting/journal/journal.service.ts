import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { NotFoundError } from '../../../errors.js';
import { CompanyService } from '../../company/company.service.js';
import { LocationService } from '../../locations/location.service.js';
import { AccountService } from '../accounts/account.service.js';
import { type EntryLine, onSide } from '../posting/entry-lines.js';
import { LedgerService } from '../posting/ledger.service.js';
import { OWN_SOURCES } from '../posting/posting.rules.js';
import { takenBackOn } from '../posting/taken-back.js';
import { JournalEntry } from './journal-entry.entity.js';
import type { JournalEntryCreateDto, OpeningBalancesDto, ReverseDto } from './journal.dto.js';
import { AlreadyReversedError, EntryHasSourceError } from './journal.errors.js';
import { readLines } from './line-input.js';

/** Sources whose entries an accountant may take back by hand. */
const REVERSIBLE: ReadonlySet<string> = new Set(OWN_SOURCES.filter((source) => !source.startsWith('year_')));

/** Entries that accountants write by hand. Each method answers with the id of the entry it posted. */
@Injectable()
export class JournalService {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly ledger: LedgerService,
    private readonly accounts: AccountService,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  @Transactional()
  async post({ date, memo, ...input }: JournalEntryCreateDto): Promise<string> {
    const { locationId, lines } = await this.read(input);
    const { entry } = await this.ledger.post({ date, memo, source: 'manual', locationId, lines });
    return entry.id;
  }

  /** What the lines lack to balance is what the company was worth: it goes to the account of opening balances. */
  @Transactional()
  async open({ date, ...input }: OpeningBalancesDto): Promise<string> {
    const { locationId, lines } = await this.read(input);
    const lacking = lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
    if (lacking !== 0) {
      const accountId = (await this.accounts.byRole()).get('opening_balances') ?? '';
      lines.push({ accountId, locationId, ...onSide('credit', lacking) });
    }
    const posting = { date, memo: 'Opening balances', source: 'opening', locationId, lines } as const;
    const { entry } = await this.ledger.post(posting);
    return entry.id;
  }

  @Transactional()
  async reverse(id: string, { date, memo }: ReverseDto): Promise<string> {
    // Locked, so that two reversals at once find out about each other here.
    const entry = await this.entries.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!entry) throw new NotFoundError('journal entry', id);
    await this.locations.assertSees('journal entry', entry);
    if (!REVERSIBLE.has(entry.source)) throw new EntryHasSourceError(entry.number, entry.source);
    if (await this.entries.existsBy({ reversesId: id })) throw new AlreadyReversedError(entry.number);
    const { entry: reversal } = await this.ledger.reverse(entry, {
      date: takenBackOn(date, { booked: entry.date, otherwise: await this.company.today() }),
      memo: memo ?? `Reversal of ${entry.number}`,
      source: 'reversal',
    });
    return reversal.id;
  }

  /** An entry whose lines are at several places belongs to none: who works at one of them isn't to see the others. */
  private async read({ locationId: place, lines: input }: Input): Promise<Read> {
    const { exponent } = await this.company.get();
    const named = place === undefined && input.every((line) => line.locationId !== undefined);
    const lines = readLines(input, exponent, named ? null : await this.locations.bookable(place));
    await this.accounts.assertUsable(
      lines.map(({ accountId }) => accountId),
      lines.map((_, index) => `lines.${index}.accountId`),
    );
    for (const [id, path] of placesOf(input)) await this.locations.assertUsable([id], path);
    const [locationId = null, ...others] = new Set(lines.map((line) => line.locationId));
    if (others.length === 0) return { locationId, lines };
    await this.locations.assertUsable([null]);
    return { locationId: null, lines };
  }
}

/** Each place once, with a line that names it: a company has tens of places, an entry hundreds of lines. */
const placesOf = (lines: Input['lines']): Map<string | null, string> =>
  new Map(
    lines.flatMap(({ locationId }, index) =>
      locationId === undefined ? [] : [[locationId, `lines.${index}.locationId`]],
    ),
  );

type Input = Pick<JournalEntryCreateDto, 'locationId' | 'lines'>;

interface Read {
  locationId: string | null;
  lines: EntryLine[];
}
