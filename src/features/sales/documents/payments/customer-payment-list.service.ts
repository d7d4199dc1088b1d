import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository, type SelectQueryBuilder } from 'typeorm';
import { keysetPage, NotFoundError, type Page, parseSort } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { byAge, NEWEST_FIRST } from '../../rows/sales.sorts.js';
import { CustomerPaymentDto } from './customer-payment.dto.js';
import { CustomerPayment } from '../../rows/customer-payment.entity.js';
import type { CustomerPaymentQuery } from './customer-payment-input.dto.js';
import { PaymentAccess } from './payment-access.service.js';
import { PaymentParts } from './payment-parts.service.js';

const SORTS = ['receivedOn', 'amount', 'createdAt'];

/** Finds and shows payments of customers. */
@Injectable()
export class CustomerPaymentListService {
  constructor(
    @InjectTenantRepository(CustomerPayment) private readonly payments: Repository<CustomerPayment>,
    private readonly parts: PaymentParts,
    private readonly access: PaymentAccess,
    private readonly company: CompanyService,
  ) {}

  async list(query: CustomerPaymentQuery): Promise<Page<CustomerPaymentDto>> {
    const sort = byAge(parseSort(query.sort, SORTS, NEWEST_FIRST));
    const builder = await this.access.limit(this.filtered(query));
    const { items, nextCursor } = await keysetPage(builder, { query, sort });
    return { items: await this.shown(items), nextCursor };
  }

  async show(id: string): Promise<CustomerPaymentDto> {
    const payment = await this.payments.findOneBy({ id });
    if (!payment) throw new NotFoundError('payment', id);
    await this.access.assertSees(payment);
    const [shown] = await this.shown([payment]);
    return shown as CustomerPaymentDto;
  }

  /** Some queries for what belongs to a page, however many payments it has. */
  private async shown(payments: readonly CustomerPayment[]): Promise<CustomerPaymentDto[]> {
    if (payments.length === 0) return [];
    const ids = payments.map(({ id }) => id);
    const reversals = await this.payments.findBy({ reversesId: In(ids) });
    const reversed = new Set(reversals.map(({ reversesId }) => reversesId));
    const { exponent } = await this.company.known();
    const whole = await this.parts.whole(payments);
    return whole.map((one) => {
      const isReversed = reversed.has(one.payment.id);
      return CustomerPaymentDto.of({ ...one, isReversed }, exponent);
    });
  }

  private filtered(query: CustomerPaymentQuery): SelectQueryBuilder<CustomerPayment> {
    const { customerId, locationId, method, from, to } = query;
    const exact = { customerId, locationId, method };
    const given = Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined));
    const builder = this.payments.createQueryBuilder('payment').where(given);
    if (from !== undefined) builder.andWhere('payment.receivedOn >= :from', { from });
    if (to !== undefined) builder.andWhere('payment.receivedOn <= :to', { to });
    return builder;
  }
}
