import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { UnknownReferenceError } from '../../errors.js';
import { Location } from './location.entity.js';
import { LocationInactiveError } from './location.errors.js';
import { subtreeOf } from './location.tree.js';

/** What other features may ask about places. */
@Injectable()
export class LocationService {
  constructor(@InjectTenantRepository(Location) private readonly locations: Repository<Location>) {}

  /** Throws UnknownReferenceError or LocationInactiveError unless every id names an active place. */
  async assertUsable(ids: readonly (string | null | undefined)[], path = 'locationId'): Promise<void> {
    const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
    const found = await this.find(wanted);
    for (const id of wanted) {
      const location = found.get(id);
      if (!location) throw new UnknownReferenceError(path, id);
      if (!location.active) throw new LocationInactiveError(location.code, path);
    }
  }

  /** The places with these ids; unknown ids are left out. */
  async find(ids: readonly string[]): Promise<Map<string, Location>> {
    if (ids.length === 0) return new Map();
    const rows = await this.locations.findBy({ id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The place to book on. Left out it is the default; null is a choice and stays; an id has to be usable. */
  async bookable(id: string | null | undefined): Promise<string | null> {
    if (id === undefined) return this.defaultId();
    await this.assertUsable([id]);
    return id;
  }

  /** Where something is booked that names no place: the only active one, null when there are several. */
  async defaultId(): Promise<string | null> {
    const [only, another] = await this.locations.find({
      where: { active: true },
      order: { id: 'ASC' },
      take: 2,
    });
    return only && !another ? only.id : null;
  }

  /** Every place, for reports over the tree. A company has tens of places, not thousands. */
  all(): Promise<Location[]> {
    return this.locations.find({ order: { code: 'ASC' } });
  }

  /** The ids of a place and of all places below it; null for an unknown id. */
  async subtree(id: string): Promise<string[] | null> {
    const all = await this.all();
    if (!all.some((location) => location.id === id)) return null;
    return subtreeOf(id, all);
  }
}
