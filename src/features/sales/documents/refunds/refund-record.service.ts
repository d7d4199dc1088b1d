import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AuditService, formatMoney } from '../../../platform.js';
import { AccountingService } from '../../../accounting/index.js';
import { LocationAccess, LocationService } from '../../../locations/index.js';
import type { Refund } from '../../rows/refund.entity.js';

/** Where a refund is booked; tells the books and the audit log of it. */
@Injectable()
export class RefundRecordService {
  constructor(
    private readonly locations: LocationService,
    private readonly access: LocationAccess,
    private readonly accounting: AccountingService,
    private readonly audit: AuditService,
  ) {}

  /** Left out it is the only place there is; null is a choice and stays. */
  async location(id: string | null | undefined): Promise<string | null> {
    if (id === undefined) return this.locations.defaultId();
    await this.locations.assertUsable([id]);
    return id;
  }

  /** Narrows a list of refunds to those that the user may see. */
  limit(builder: SelectQueryBuilder<Refund>, column: string): Promise<SelectQueryBuilder<Refund>> {
    return this.access.limit(builder, column);
  }

  async paid(refund: Refund, { code, exponent }: { code: string; exponent: number }): Promise<void> {
    const { id, amount, method, refundedOn: date, locationId, customerId } = refund;
    await this.accounting.postRefundPaid({ paymentId: id, number: code, date, locationId, method, amount });
    const after = { customerId, customer: code, method, date, amount: formatMoney(amount, exponent) };
    await this.audit.record({ action: 'refund.paid', entity: 'customer', entityId: customerId, after });
  }
}
