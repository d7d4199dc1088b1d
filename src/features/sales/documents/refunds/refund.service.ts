import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { keysetPage, NotFoundError, type Page, type PageQuery, parseAmount } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { CustomerCreditService } from '../../credit/customer-credit.service.js';
import { CustomerService } from '../../parties/customer.service.js';
import { RefundDto, type RefundInput } from './refund.dto.js';
import { Refund } from '../../rows/refund.entity.js';
import { RefundRecordService } from './refund-record.service.js';

/** Pays customers' credit back. */
@Injectable()
export class RefundService {
  constructor(
    @InjectTenantRepository(Refund) private readonly refunds: Repository<Refund>,
    private readonly customers: CustomerService,
    private readonly credit: CustomerCreditService,
    private readonly company: CompanyService,
    private readonly record: RefundRecordService,
  ) {}

  async list(customerId: string, query: PageQuery): Promise<Page<RefundDto>> {
    const customer = (await this.customers.find([customerId])).get(customerId);
    if (!customer) throw new NotFoundError('customer', customerId);
    const all = this.refunds.createQueryBuilder('refund').where({ customerId });
    const builder = await this.record.limit(all, 'refund.locationId');
    const sort = [{ column: 'id', direction: 'ASC' as const }];
    const { items, nextCursor } = await keysetPage(builder, { query, sort });
    const { exponent } = await this.company.get();
    return { items: items.map((row) => new RefundDto(row, customer.credit, exponent)), nextCursor };
  }

  @Transactional()
  async refund(customerId: string, input: RefundInput): Promise<RefundDto> {
    const { amount: text, refundedOn, ...rest } = input;
    const { exponent } = await this.company.get();
    const amount = parseAmount(text, exponent, 'amount');
    const refund = this.refunds.create({ ...rest, customerId, amount });
    const wanted = { amount, day: refundedOn, path: 'refundedOn', use: refund.id };
    const { customer, day } = await this.credit.take(customerId, wanted);
    const locationId = await this.record.location(rest.locationId);
    Object.assign(refund, { locationId, refundedOn: day });
    await this.refunds.insert(refund);
    await this.record.paid(refund, { code: customer.code, exponent });
    return new RefundDto(refund, customer.credit, exponent);
  }
}
