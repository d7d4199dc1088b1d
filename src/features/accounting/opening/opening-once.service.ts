import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { CompanyService } from '../../company/index.js';
import { LocationService } from '../../locations/index.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import { JournalStore } from '../posting/journal.store.js';

import { OpeningBalancesExistError } from '../rows/opening.errors.js';

/** Sees to it that each place's books begin once. */
@Injectable()
export class OpeningOnce {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly journal: JournalStore,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  /**
   * Throws OpeningBalancesExistError. Two at once wait for each other. `balancing` is the account of opening balances,
   * which may be booked at no place where the balances of several begin together.
   */
  async assertFirst(places: readonly (string | null)[], balancing: string | undefined): Promise<void> {
    await this.company.lock();
    const standing = await this.standing();
    const lines = await this.journal.linesOf(standing.map(({ id }) => id));
    const taken = [...lines.values()]
      .flat()
      .find(({ accountId, locationId }) => accountId !== balancing && places.includes(locationId));
    const entry = standing.find(({ id }) => id === taken?.entryId);
    if (!taken || !entry) return;
    throw new OpeningBalancesExistError(entry.number, await this.named(taken.locationId));
  }

  /** Those that nobody took back. */
  private standing(): Promise<JournalEntry[]> {
    const builder = this.entries.createQueryBuilder('entry').where({ source: 'opening' });
    const reversal = builder
      .subQuery()
      .select('1')
      .from(JournalEntry, 'reversal')
      .where('reversal.reversesId = entry.id');
    return builder.andWhere(`NOT EXISTS ${reversal.getQuery()}`).getMany();
  }

  private async named(id: string | null): Promise<string> {
    const place = id === null ? undefined : (await this.locations.find([id])).get(id);
    return place ? `"${place.code}"` : 'the company';
  }
}
