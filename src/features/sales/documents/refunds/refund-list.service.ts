import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { keysetPage, NotFoundError, type Page, type PageQuery } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { LocationService } from '../../../locations/index.js';
import { CustomerService } from '../../parties/customer.service.js';
import { Refund } from '../../rows/refund.entity.js';
import { RefundDto } from './refund.dto.js';

/** Finds and shows refunds. */
@Injectable()
export class RefundListService {
  constructor(
    @InjectTenantRepository(Refund) private readonly refunds: Repository<Refund>,
    private readonly customers: CustomerService,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  async list(customerId: string, query: PageQuery): Promise<Page<RefundDto>> {
    const customer = (await this.customers.find([customerId])).get(customerId);
    if (!customer) throw new NotFoundError('customer', customerId);
    const all = this.refunds.createQueryBuilder('refund').where({ customerId });
    const builder = await this.locations.limit(all, 'refund.locationId');
    const sort = [{ column: 'id', direction: 'ASC' as const }];
    const { items, nextCursor } = await keysetPage(builder, { query, sort });
    const { exponent } = await this.company.get();
    return { items: items.map((row) => RefundDto.of(row, customer.credit, exponent)), nextCursor };
  }
}
