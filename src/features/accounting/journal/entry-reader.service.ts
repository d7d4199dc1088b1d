import { Injectable } from '@nestjs/common';
import { CompanyService } from '../../company/index.js';
import { LocationService } from '../../locations/index.js';
import { AccountService } from '../chart/account.service.js';
import type { ControlRole } from '../parties/control-accounts.js';
import { PartyCheck } from '../parties/party-check.service.js';
import type { EntryLine } from '../rows/entry-lines.js';
import type { JournalEntryCreateDto } from './journal.dto.js';
import { readLines } from './line-input.js';

type Input = Pick<JournalEntryCreateDto, 'locationId' | 'lines'>;

/** What is to be posted, and where. */
export interface EntryInput {
  /** Null: the whole company's. */
  locationId: string | null;
  lines: EntryLine[];
}

/** Reads the lines that accountants write. */
@Injectable()
export class EntryReader {
  constructor(
    private readonly accounts: AccountService,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
    private readonly parties: PartyCheck,
  ) {}

  /**
   * An entry whose lines are at several places belongs to none: who works at one of them isn't to see the others.
   * Lines on the accounts of `itemised` needn't name a party: items of their own do.
   */
  async read(
    { locationId: place, lines: input }: Input,
    itemised: readonly ControlRole[] = [],
  ): Promise<EntryInput> {
    const { exponent } = await this.company.get();
    const named =
      place === undefined && input.length > 0 && input.every((line) => line.locationId !== undefined);
    const own = named ? null : await this.locations.bookable(place);
    const lines = readLines(input, exponent, own);
    await this.accounts.assertUsable(
      lines.map(({ accountId }) => accountId),
      lines.map((_, index) => `lines.${index}.accountId`),
    );
    for (const [id, path] of placesOf(input)) await this.locations.assertUsable([id], path);
    await this.parties.check(lines, itemised);
    const [locationId = own, ...others] = new Set(lines.map((line) => line.locationId));
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
