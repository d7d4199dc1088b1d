import { StoredEntity, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** One of the places that somebody may work at. Who has none works everywhere. */
export abstract class PlaceBinding extends StoredEntity {
  abstract holderId: string;

  @UuidColumn()
  locationId: string;
}

@Entity('user_locations')
export class UserLocation extends PlaceBinding {
  @UuidColumn({ name: 'user_id' })
  holderId: string;
}

/** What an invitation will bind its user to. */
@Entity('invitation_locations')
export class InvitationLocation extends PlaceBinding {
  @UuidColumn({ name: 'invitation_id' })
  holderId: string;
}
