import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  findByIds,
  lockRow,
  assertVersion,
  AuditService,
  countryCode,
  isForeignKeyViolation,
  keysetPage,
  NotFoundError,
  type Page,
  parseMoney,
  parseSort,
  searchText,
  taxNumberProblem,
  ValidationError,
} from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationAccess } from '../../locations/index.js';
import { byAge, NEWEST_FIRST } from '../rows/sales.sorts.js';
import { InUseError } from '../rows/sales.errors.js';
import { CustomerCodeService } from './customer-code.service.js';
import { CustomerDto, type CustomerInput, type CustomerPatch, type CustomerQuery } from './customer.dto.js';
import { Customer } from '../rows/customer.entity.js';

@Injectable()
export class CustomerService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly company: CompanyService,
    private readonly codes: CustomerCodeService,
    private readonly audit: AuditService,
    private readonly access: LocationAccess,
  ) {}

  async list(query: CustomerQuery): Promise<Page<CustomerDto>> {
    const { code, email, active } = query;
    const builder = this.customers.createQueryBuilder('customer').where({
      ...(code === undefined ? {} : { code }),
      ...(email === undefined ? {} : { email }),
      ...(active === undefined ? {} : { active }),
    });
    searchText(builder, query.q);
    const sort = parseSort(query.sort, ['name', 'code', 'createdAt'], NEWEST_FIRST);
    const { items, nextCursor } = await keysetPage(builder, { query, sort: byAge(sort) });
    const { exponent } = await this.company.known();
    return { items: items.map((customer) => CustomerDto.of(customer, exponent)), nextCursor };
  }

  async get(id: string): Promise<CustomerDto> {
    const customer = await this.customers.findOneBy({ id });
    if (!customer) throw new NotFoundError('customer', id);
    const { exponent } = await this.company.get();
    return CustomerDto.of(customer, exponent);
  }

  /** The customers with these ids; unknown ids are left out. */
  find(ids: readonly string[]): Promise<Map<string, Customer>> {
    return findByIds(this.customers, ids);
  }

  @Transactional()
  async create(input: CustomerInput): Promise<CustomerDto> {
    const [made] = input.code === undefined ? await this.codes.next(1) : [];
    const code = input.code ?? made;
    const { exponent } = await this.company.get();
    const customer = this.customers.create({ ...this.columns(input, exponent), code });
    await this.customers.insert(customer);
    await this.audit.recordOf('customer.created', customer.id, { after: shown(customer, exponent) });
    return CustomerDto.of(customer, exponent);
  }

  @Transactional()
  async update(id: string, { version, ...change }: CustomerPatch): Promise<CustomerDto> {
    const customer = await lockRow(this.customers, 'customer', id);
    assertVersion('customer', customer, version);
    const { exponent } = await this.company.get();
    const before = shown(customer, exponent);
    const saved = await this.customers.save(
      Object.assign(customer, this.columns(change, exponent, customer)),
    );
    await this.audit.recordOf('customer.changed', id, { before, after: shown(saved, exponent) });
    return CustomerDto.of(saved, exponent);
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const customer = await lockRow(this.customers, 'customer', id);
    const { exponent } = await this.company.get();
    await this.audit.recordOf('customer.deleted', id, { before: shown(customer, exponent) });
    try {
      await this.customers.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw new InUseError('customer', customer.code);
      throw error;
    }
  }

  /** How much somebody may owe is a matter of the whole company, whoever writes down their address. */
  private columns(
    { creditLimit, ...rest }: Partial<CustomerInput>,
    exponent: number,
    before?: Customer,
  ): Partial<Customer> {
    const fields = checkedFields(rest, before);
    if (creditLimit === undefined) return fields;
    const limit = creditLimit === null ? null : parseMoney(creditLimit, exponent, 'creditLimit');
    if (limit !== (before?.creditLimit ?? null)) this.access.assertWholeCompany();
    return { ...fields, creditLimit: limit };
  }
}

type Fields = Omit<Partial<CustomerInput>, 'creditLimit'>;

function checkedFields(input: Fields, before?: Customer): Fields {
  const problem = taxNumberProblem(input.taxNumber, before?.taxNumber);
  if (problem) throw new ValidationError([{ path: 'taxNumber', message: problem }]);
  return input.country === undefined ? input : { ...input, country: countryCode(input.country) };
}

/** What the audit log keeps of a customer: all that is shown but what the program makes. */
function shown(customer: Customer, exponent: number): object {
  const {
    id: _id,
    credit: _sum,
    createdAt: _at,
    updatedAt: _last,
    version: _now,
    ...fields
  } = CustomerDto.of(customer, exponent);
  return fields;
}
