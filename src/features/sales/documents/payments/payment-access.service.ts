import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { LocationAccess, LocationService } from '../../../locations/index.js';
import type { CustomerPayment } from '../../rows/customer-payment.entity.js';

/** Where payments are booked, and who may see them there. */
@Injectable()
export class PaymentAccess {
  constructor(
    private readonly locations: LocationService,
    private readonly access: LocationAccess,
  ) {}

  /** Left out it is the only place there is; null is a choice and stays. */
  location(id: string | null | undefined): Promise<string | null> {
    return this.locations.bookable(id);
  }

  limit(builder: SelectQueryBuilder<CustomerPayment>): Promise<SelectQueryBuilder<CustomerPayment>> {
    return this.access.limit(builder, 'payment.locationId');
  }

  assertSees(payment: CustomerPayment): Promise<void> {
    return this.access.assertSees('payment', payment);
  }
}
