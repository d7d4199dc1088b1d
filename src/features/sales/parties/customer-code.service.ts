import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { NumberingService } from '../../numbering/index.js';
import { storedOf } from '../import/import-store.js';
import { Customer } from '../rows/customer.entity.js';
import { CUSTOMER_CODES } from '../rows/sales.series.js';

/** Makes codes for customers that have been given none. */
@Injectable()
export class CustomerCodeService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly numbers: NumberingService,
  ) {}

  /** The next codes, `C-00042`; codes that people gave, in the store or among `given`, are stepped over. */
  async next(count: number, given: ReadonlySet<string> = new Set()): Promise<string[]> {
    const codes: string[] = [];
    while (codes.length < count) {
      const made = await this.numbers.takeSome(CUSTOMER_CODES, count - codes.length);
      const stored = await storedOf(this.customers, 'code', made);
      codes.push(...made.filter((code) => !stored.has(code) && !given.has(code)));
    }
    return codes;
  }
}
