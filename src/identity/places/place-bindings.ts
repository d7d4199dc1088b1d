import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, type Repository } from 'typeorm';
import { UnknownReferenceError } from '../../kernel/errors.js';
import { isForeignKeyViolation } from '../../kernel/input/store-errors.js';
import { InvitationLocation, type PlaceBinding, UserLocation } from '../rows/place-binding.entity.js';

/** Whoever can be bound to places. */
interface Holder {
  id: string;
  locationIds: string[];
}

/** Reads and writes the places that holders are bound to. */
abstract class PlaceBindings<B extends PlaceBinding> {
  protected constructor(private readonly bindings: Repository<B>) {}

  async of(holderId: string): Promise<string[]> {
    return (await this.byHolder([holderId])).get(holderId) ?? [];
  }

  /** Fills in `locationIds`, by one statement for all. */
  async load<H extends Holder>(holders: H[]): Promise<H[]> {
    const found = await this.byHolder(holders.map(({ id }) => id));
    for (const holder of holders) holder.locationIds = found.get(holder.id) ?? [];
    return holders;
  }

  /** Throws UnknownReferenceError for a place that doesn't exist. */
  async replace(holderId: string, locationIds: readonly string[]): Promise<void> {
    await this.repository.delete({ holderId });
    for (const locationId of new Set(locationIds)) await this.insert(holderId, locationId);
  }

  private async insert(holderId: string, locationId: string): Promise<void> {
    try {
      await this.repository.insert(this.repository.create({ holderId, locationId }));
    } catch (error) {
      if (isForeignKeyViolation(error)) throw new UnknownReferenceError('locationIds', locationId);
      throw error;
    }
  }

  private async byHolder(ids: readonly string[]): Promise<Map<string, string[]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.repository.find({ where: { holderId: In([...ids]) }, order: { id: 'ASC' } });
    const groups = Map.groupBy(rows, ({ holderId }) => holderId);
    return new Map([...groups].map(([id, group]) => [id, group.map(({ locationId }) => locationId)]));
  }

  /** TypeORM can't name the columns of a type parameter. */
  private get repository(): Repository<PlaceBinding> {
    return this.bindings as unknown as Repository<PlaceBinding>;
  }
}

@Injectable()
export class UserPlaces extends PlaceBindings<UserLocation> {
  constructor(@InjectTenantRepository(UserLocation) bindings: Repository<UserLocation>) {
    super(bindings);
  }
}

@Injectable()
export class InvitationPlaces extends PlaceBindings<InvitationLocation> {
  constructor(@InjectTenantRepository(InvitationLocation) bindings: Repository<InvitationLocation>) {
    super(bindings);
  }
}
