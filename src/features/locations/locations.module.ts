import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { LocationsInit1763000200000 } from '../../../migrations/tenant/locations/1763000200000-locations-init.js';
import { LocationsTextKeys1763002120000 } from '../../../migrations/tenant/locations/1763002120000-locations-text-keys.js';
import { Location } from './location.entity.js';
import { LocationAccess } from './location-access.service.js';
import { LocationController } from './location.controller.js';
import { LocationService } from './location.service.js';
import { LocationStep } from './location.step.js';
import { LocationTreeService } from './location-tree.service.js';

/** The places a company works at. */
@Module({
  imports: [
    TenantModule.forFeature([Location], {
      migrations: [LocationsInit1763000200000, LocationsTextKeys1763002120000],
    }),
  ],
  controllers: [LocationController],
  providers: [LocationAccess, LocationService, LocationStep, LocationTreeService],
  exports: [LocationAccess, LocationService, LocationStep, LocationTreeService],
})
export class LocationsModule {}
