import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { NotFoundError } from '../../../errors.js';
import { keysetPage, type Page, parseSort, searchText } from '../../../http/pagination.js';
import { parseMoney } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { isForeignKeyViolation } from '../../../input/store-errors.js';
import { byAge, NEWEST_FIRST } from '../sales.sorts.js';
import { InUseError } from '../sales.errors.js';
import { assertVersion } from '../../../input/version.js';
import { CustomerCodeService } from './customer-code.service.js';
import { CustomerDto, type CustomerInput, type CustomerPatch, type CustomerQuery } from './customer.dto.js';
import { Customer } from './customer.entity.js';

@Injectable()
export class CustomerService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly company: CompanyService,
    private readonly codes: CustomerCodeService,
  ) {}

  async list(query: CustomerQuery): Promise<Page<CustomerDto>> {
    const { code, email, active } = query;
    const builder = this.customers.createQueryBuilder('customer').where({
      ...(code === undefined ? {} : { code }),
      ...(email === undefined ? {} : { email }),
      ...(active === undefined ? {} : { active }),
    });
    searchText(builder, query.q, ['code', 'name', 'email', 'phone', 'taxNumber', 'address']);
    const sort = parseSort(query.sort, ['name', 'code', 'createdAt'], NEWEST_FIRST);
    const { items, nextCursor } = await keysetPage(builder, { query, sort: byAge(sort) });
    const { exponent } = await this.company.known();
    return { items: items.map((customer) => new CustomerDto(customer, exponent)), nextCursor };
  }

  async get(id: string): Promise<CustomerDto> {
    const customer = await this.customers.findOneBy({ id });
    if (!customer) throw new NotFoundError('customer', id);
    return this.shown(customer);
  }

  /** The customers with these ids; unknown ids are left out. */
  async find(ids: readonly string[]): Promise<Map<string, Customer>> {
    if (ids.length === 0) return new Map();
    const rows = await this.customers.findBy({ id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  @Transactional()
  async create(input: CustomerInput): Promise<CustomerDto> {
    const [made] = input.code === undefined ? await this.codes.next(1) : [];
    const code = input.code ?? made;
    const customer = this.customers.create({ ...(await this.columns(input)), code });
    await this.customers.insert(customer);
    return this.shown(customer);
  }

  @Transactional()
  async update(id: string, { version, ...change }: CustomerPatch): Promise<CustomerDto> {
    const customer = await this.customers.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!customer) throw new NotFoundError('customer', id);
    assertVersion('customer', customer, version);
    return this.shown(await this.customers.save(Object.assign(customer, await this.columns(change))));
  }

  async delete(id: string): Promise<void> {
    const customer = await this.customers.findOneBy({ id });
    if (!customer) throw new NotFoundError('customer', id);
    try {
      await this.customers.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw new InUseError('customer', customer.code);
      throw error;
    }
  }

  private async columns({ creditLimit, ...rest }: Partial<CustomerInput>): Promise<Partial<Customer>> {
    if (creditLimit === undefined) return rest;
    if (creditLimit === null) return { ...rest, creditLimit };
    const { exponent } = await this.company.get();
    return { ...rest, creditLimit: parseMoney(creditLimit, exponent, 'creditLimit') };
  }

  private async shown(customer: Customer): Promise<CustomerDto> {
    const { exponent } = await this.company.get();
    return new CustomerDto(customer, exponent);
  }
}
