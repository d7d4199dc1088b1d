import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { parseAmount } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { CustomerCreditService } from '../../credit/customer-credit.service.js';
import { LocationService } from '../../../locations/index.js';
import { RefundDto, type RefundInput } from './refund.dto.js';
import { Refund } from '../../rows/refund.entity.js';
import { SalesRecord } from '../../record/sales-record.service.js';

/** Pays customers' credit back. */
@Injectable()
export class RefundService {
  constructor(
    @InjectTenantRepository(Refund) private readonly refunds: Repository<Refund>,
    private readonly credit: CustomerCreditService,
    private readonly company: CompanyService,
    private readonly locations: LocationService,
    private readonly record: SalesRecord,
  ) {}

  @Transactional()
  async refund(customerId: string, input: RefundInput): Promise<RefundDto> {
    const { amount: text, refundedOn, ...rest } = input;
    const { exponent } = await this.company.get();
    const amount = parseAmount(text, exponent, 'amount');
    const refund = this.refunds.create({ ...rest, customerId, amount });
    const wanted = { amount, day: refundedOn, path: 'refundedOn', use: refund.id };
    const { customer, day } = await this.credit.take(customerId, wanted);
    const locationId = await this.locations.bookable(rest.locationId);
    Object.assign(refund, { locationId, refundedOn: day });
    await this.refunds.insert(refund);
    await this.record.tell('refund.paid', { refund, customer: customer.code });
    return RefundDto.of(refund, customer.credit, exponent);
  }
}
