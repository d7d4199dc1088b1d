import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Not, type ObjectLiteral, Repository, type SelectQueryBuilder } from 'typeorm';
import { findByIds, UnknownReferenceError } from '../platform.js';
import { LocationAccess, type Placed } from './location-access.service.js';
import { Location, WITHOUT_SALES } from './location.entity.js';
import { LocationCannotSellError, LocationInactiveError } from './location.errors.js';

/** What other features may ask about places. */
@Injectable()
export class LocationService {
  constructor(
    @InjectTenantRepository(Location) private readonly locations: Repository<Location>,
    private readonly access: LocationAccess,
  ) {}

  /**
   * Throws UnknownReferenceError or LocationInactiveError unless every id names an active place, and
   * LocationForbiddenError unless the user may work there. null is no place, which is not for bound users.
   */
  async assertUsable(ids: readonly (string | null | undefined)[], path = 'locationId'): Promise<void> {
    const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
    const found = await this.find(wanted);
    for (const id of wanted) {
      const location = found.get(id);
      if (!location) throw new UnknownReferenceError(path, id);
      if (!location.active) throw new LocationInactiveError(location.code, path);
    }
    await this.access.assertMayUse(ids, path);
  }

  /** The places a report covers; see LocationAccess. */
  covered(locationId: string | undefined): Promise<string[] | undefined> {
    return this.access.covered(locationId);
  }

  /** Narrows a list to what the user may see; `column` as `invoice.locationId`. */
  limit<T extends ObjectLiteral>(
    builder: SelectQueryBuilder<T>,
    column: string,
  ): Promise<SelectQueryBuilder<T>> {
    return this.access.limit(builder, column);
  }

  /** Throws NotFoundError for what belongs to a place that the user isn't to see. */
  assertSees(kind: string, what: Placed): Promise<void> {
    return this.access.assertSees(kind, what);
  }

  /** The places with these ids; unknown ids are left out. */
  find(ids: readonly string[]): Promise<Map<string, Location>> {
    return findByIds(this.locations, ids);
  }

  /** The place to book on. Left out it is the default; null is a choice and stays; an id has to be usable. */
  async bookable(id: string | null | undefined): Promise<string | null> {
    if (id === undefined) return this.defaultId();
    await this.assertUsable([id]);
    return id;
  }

  /** The same for a document that sells: a region only groups places. Throws LocationCannotSellError as well. */
  async bookableForSale(id: string | null | undefined): Promise<string | null> {
    const place = await this.bookable(id);
    const location = place === null ? undefined : (await this.find([place])).get(place);
    if (location && WITHOUT_SALES.includes(location.kind)) throw new LocationCannotSellError(location);
    return place;
  }

  /**
   * Where something is booked that names no place: the only active one that isn't a region (of the user's), null when there are
   * several. Throws LocationForbiddenError where null is not for the user.
   */
  async defaultId(): Promise<string | null> {
    const places = await this.access.places();
    const [only, another] = await this.locations.find({
      where: { active: true, kind: Not(In(WITHOUT_SALES)), ...(places ? { id: In(places) } : {}) },
      order: { id: 'ASC' },
      take: 2,
    });
    const id = only && !another ? only.id : null;
    await this.access.assertMayUse([id]);
    return id;
  }

  /** Every place, for reports over the tree. A company has tens of places, not thousands. */
  all(): Promise<Location[]> {
    return this.locations.find({ order: { code: 'ASC' } });
  }
}
