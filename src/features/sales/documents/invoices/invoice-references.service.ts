import { Injectable } from '@nestjs/common';
import { UnknownReferenceError } from '../../../platform.js';
import { LocationService } from '../../../locations/index.js';
import type { Customer } from '../../rows/customer.entity.js';
import { CustomerService } from '../../parties/customer.service.js';

/** Checks that what an invoice refers to besides its lines is there and may be used. */
@Injectable()
export class InvoiceReferencesService {
  constructor(
    private readonly customers: CustomerService,
    private readonly locations: LocationService,
  ) {}

  async customer(id: string): Promise<Customer> {
    const customer = (await this.customers.find([id])).get(id);
    if (!customer) throw new UnknownReferenceError('customerId', id);
    return customer;
  }

  /** The place to book on; see LocationService. */
  location(id: string | null | undefined): Promise<string | null> {
    return this.locations.bookableForSale(id);
  }
}
