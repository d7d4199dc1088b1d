import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Between, Repository } from 'typeorm';
import { type DraftSource, OpenDrafts } from '../../../accounting/index.js';
import { Invoice } from '../../rows/invoice.entity.js';

/** Invoices that are not issued yet. Credit notes are issued as they are written. */
@Injectable()
export class InvoiceDrafts implements DraftSource, OnModuleInit {
  readonly what = 'invoices';

  constructor(
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    private readonly drafts: OpenDrafts,
  ) {}

  onModuleInit(): void {
    this.drafts.register(this);
  }

  countDated(from: string, to: string): Promise<number> {
    return this.invoices.countBy({ status: 'draft', issueDate: Between(from, to) });
  }
}
