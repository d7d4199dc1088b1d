import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { parseAmount } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { InvoiceReferencesService } from '../invoices/invoice-references.service.js';
import { AllocationService } from './allocation.service.js';
import { CustomerPaymentStore } from './customer-payment.store.js';
import type { AllocateInput, CustomerPaymentInput } from './customer-payment-input.dto.js';

/**
 * Money of a customer, for several invoices or for none yet. Locks in one order: payment, invoices by their ids, customer,
 * books. Each answers with the id of the payment.
 */
@Injectable()
export class CustomerPaymentService {
  constructor(
    private readonly store: CustomerPaymentStore,
    private readonly references: InvoiceReferencesService,
    private readonly allocations: AllocationService,
    private readonly company: CompanyService,
  ) {}

  /** On its own day all of it is a deposit; what is for invoices is set against them then, or on their days. */
  @Transactional()
  async receive({ allocations: inputs, ...input }: CustomerPaymentInput): Promise<string> {
    const { customerId, method, reference } = input;
    const amount = parseAmount(input.amount, (await this.company.get()).exponent, 'amount');
    const receivedOn = input.receivedOn ?? (await this.company.today());
    await this.references.customer(customerId);
    const locationId = await this.references.location(input.locationId);
    const allocations = await this.allocations.lock(customerId, inputs ?? []);
    const columns = { customerId, locationId, amount, method, receivedOn, reference: reference ?? null };
    const payment = await this.store.book(columns);
    await this.allocations.spend(payment, allocations, undefined);
    return payment.id;
  }

  @Transactional()
  async allocate(id: string, { allocations: inputs, date }: AllocateInput): Promise<string> {
    const payment = await this.store.lock(id);
    const allocations = await this.allocations.lock(payment.customerId, inputs);
    await this.allocations.spend(payment, allocations, date);
    return id;
  }
}
