import { Tenancy, TenancyError, type Tenant } from '@tenantry/nest';
import { TenantCatalog } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { type Account, AccountLookup } from '../../identity/users/account-lookup.js';
import { ControlDirectory } from './control-directory.js';
import type { PersonView } from './person.view.js';

/** Nobody works for more; each is a look into another store. */
const MOST_COMPANIES = 50;

/** Which companies somebody belongs to, for operators: the directory says where to look, the stores how they stand. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly directory: ControlDirectory,
    private readonly tenants: TenantCatalog,
    private readonly tenancy: Tenancy,
    private readonly accounts: AccountLookup,
  ) {}

  /** Past sign-ins too: who was deactivated asks why they can't get in. */
  async find(email: string): Promise<PersonView[]> {
    const known = await this.directory.entriesOf(email, MOST_COMPANIES);
    const active = new Map(known.map((entry) => [entry.tenantId, entry.active]));
    const tenants = await this.tenants.findAll([...active.keys()]);
    const views: PersonView[] = [];
    for (const tenant of tenants.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))) {
      const account = await this.account(tenant, email);
      const { slug, name, status } = tenant;
      views.push({
        tenant: { slug, name, status },
        role: account?.role ?? null,
        active: account?.active ?? active.get(tenant.id) ?? false,
        locked: account?.locked ?? null,
      });
    }
    return views;
  }

  /** Undefined where the store can't be asked: the directory's own answer is better than none. */
  private async account(tenant: Tenant, email: string): Promise<Account | undefined> {
    try {
      return await this.tenancy.run(tenant, () => this.accounts.find(email));
    } catch (error) {
      if (error instanceof TenancyError) return undefined;
      throw error;
    }
  }
}
