import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { CounterService } from '../rows/counter.service.js';
import { storedOf } from '../import/import-store.js';
import { Customer } from '../rows/customer.entity.js';

/** Makes codes for customers that have been given none. */
@Injectable()
export class CustomerCodeService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly counters: CounterService,
  ) {}

  /** The next codes, `C-00042`; codes that people gave, in the store or among `given`, are stepped over. */
  async next(count: number, given: ReadonlySet<string> = new Set()): Promise<string[]> {
    const codes: string[] = [];
    if (count === 0) return codes;
    const counter = await this.counters.lock('customer');
    while (codes.length < count) {
      const by = count - codes.length;
      const last = await this.counters.advance(counter, { by });
      const made = Array.from({ length: by }, (_, index) => codeOf(last - by + 1 + index));
      const stored = await storedOf(this.customers, 'code', made);
      codes.push(...made.filter((code) => !stored.has(code) && !given.has(code)));
    }
    return codes;
  }
}

const codeOf = (number: number): string => `C-${String(number).padStart(5, '0')}`;
