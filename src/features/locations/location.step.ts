import { InjectTenantRepository, type ProvisioningStep } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Location } from './location.entity.js';

/** Every company has a place to book on from its first day, with multi-location or without. */
@Injectable()
export class LocationStep implements ProvisioningStep {
  readonly name = 'main location';

  constructor(@InjectTenantRepository(Location) private readonly locations: Repository<Location>) {}

  async run(): Promise<void> {
    if ((await this.locations.count()) > 0) return;
    await this.locations.insert(this.locations.create({ code: 'MAIN', name: 'Main', kind: 'store' }));
  }
}
