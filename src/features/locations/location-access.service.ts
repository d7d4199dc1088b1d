import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { type ObjectLiteral, Repository, type SelectQueryBuilder } from 'typeorm';
import {
  findRequest,
  LocationForbiddenError,
  NotFoundError,
  type Principal,
  UnknownReferenceError,
} from '../platform.js';
import { Location } from './location.entity.js';
import { subtreeOf } from './location.tree.js';

/** Something that belongs to a place, or to the company as a whole. */
export interface Placed {
  id: string;
  locationId: string | null;
}

/**
 * What the signed-in user may see and write. A user bound to places works with what belongs to them and to those
 * below; what belongs to no place is the company's, and not theirs. Jobs and commands are bound to nothing.
 */
@Injectable()
export class LocationAccess {
  constructor(@InjectTenantRepository(Location) private readonly locations: Repository<Location>) {}

  /** The ids of the user's places; undefined: everywhere, which costs no query. */
  async places(): Promise<string[] | undefined> {
    const roots = boundTo();
    if (roots.length === 0) return undefined;
    const all = await this.locations.find({ order: { id: 'ASC' } });
    return [...new Set(roots.flatMap((id) => subtreeOf(id, all)))];
  }

  /** What a report covers: this place with all below it, else all that the user sees; undefined: everywhere. */
  async covered(locationId: string | undefined): Promise<string[] | undefined> {
    if (locationId === undefined) return this.places();
    const all = await this.locations.find({ order: { id: 'ASC' } });
    if (!all.some(({ id }) => id === locationId)) throw new UnknownReferenceError('locationId', locationId);
    await this.assertMayUse([locationId]);
    return subtreeOf(locationId, all);
  }

  /** Throws LocationForbiddenError for a place that isn't the user's; undefined is no place to ask about. */
  async assertMayUse(ids: readonly (string | null | undefined)[], path = 'locationId'): Promise<void> {
    const places = await this.places();
    if (places && ids.some((id) => id !== undefined && !includes(places, id))) {
      throw new LocationForbiddenError(path);
    }
  }

  /** Throws LocationForbiddenError for anybody who is bound to places. */
  assertWholeCompany(): void {
    if (boundTo().length > 0) throw new LocationForbiddenError();
  }

  /** Throws NotFoundError for what the user isn't to know of. */
  async assertSees(kind: string, { id, locationId }: Placed): Promise<void> {
    const places = await this.places();
    if (places && !includes(places, locationId)) throw new NotFoundError(kind, id);
  }

  /** Adds the condition to a query; `column` as `invoice.locationId`. */
  async limit<T extends ObjectLiteral>(
    builder: SelectQueryBuilder<T>,
    column: string,
  ): Promise<SelectQueryBuilder<T>> {
    const boundPlaces = await this.places();
    return boundPlaces ? builder.andWhere(`${column} IN (:...boundPlaces)`, { boundPlaces }) : builder;
  }
}

const includes = (places: readonly string[], id: string | null): boolean =>
  id !== null && places.includes(id);

function boundTo(): readonly string[] {
  const request: { id: string; user?: Principal } | undefined = findRequest();
  return request?.user?.locationIds ?? [];
}
