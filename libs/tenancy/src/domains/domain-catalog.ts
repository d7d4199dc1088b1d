import { randomBytes } from 'node:crypto';
import { type DataSource, type EntityManager, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm';
import type { Tenant } from '../tenant.js';
import type { CatalogChange } from '../catalog/rows/catalog-change.js';
import { verificationName } from './domain-name.js';
import { DomainNotFoundError, DomainNotVerifiedError, DomainTakenError } from './domain.errors.js';
import { TenantDomainEntity } from '../catalog/rows/tenant-domain.entity.js';
import { TenantEntity } from '../catalog/rows/tenant.entity.js';

type Owner = Pick<Tenant, 'id' | 'slug'>;

/** The TXT record that shows that a tenant's claim to a domain is right. */
export interface DomainRecord {
  type: 'TXT';
  name: string;
  value: string;
}

/** The record that verifies this claim. */
export const recordOf = ({ domain, token }: Pick<TenantDomainEntity, 'domain' | 'token'>): DomainRecord => ({
  type: 'TXT',
  name: verificationName(domain),
  value: `tenantry-verification=${token}`,
});

/** The only reader and writer of custom domains. Whether a claim is right is for TenantDomains to find out. */
export class DomainCatalog {
  constructor(
    private readonly control: DataSource,
    private readonly changes: CatalogChange,
  ) {}

  /** By name. */
  list({ id }: Owner): Promise<TenantDomainEntity[]> {
    return this.control.manager.find(TenantDomainEntity, {
      where: { tenantId: id },
      order: { domain: 'ASC' },
    });
  }

  /** Throws DomainNotFoundError. */
  get(owner: Owner, domain: string): Promise<TenantDomainEntity> {
    return getRow(this.control.manager, owner, domain);
  }

  /** Where the tenant wants its people to go, if anywhere else than its subdomain. */
  async findPrimary(tenantId: string): Promise<string | undefined> {
    const primary = { tenantId, primary: true, verifiedDomain: Not(IsNull()) };
    return (await this.control.manager.findOneBy(TenantDomainEntity, primary))?.domain;
  }

  /** A claim, not yet verified. Throws DomainTakenError. */
  async add(owner: Owner, domain: string): Promise<TenantDomainEntity> {
    return this.changes.requested(owner.slug, async (manager) => {
      if (await manager.existsBy(TenantDomainEntity, { tenantId: owner.id, domain })) {
        throw new DomainTakenError(domain, 'this tenant');
      }
      await assertFree(manager, owner, domain);
      const row = Object.assign(new TenantDomainEntity(), {
        ...{ tenantId: owner.id, domain, token: randomBytes(24).toString('base64url') },
        ...UNVERIFIED,
        failedChecks: 0,
      });
      await manager.insert(TenantDomainEntity, row);
      return row;
    });
  }

  /** Throws DomainTakenError; DomainNotFoundError when the claim was removed meanwhile, or made anew. */
  async setVerified(
    owner: Owner,
    { id, domain }: Pick<TenantDomainEntity, 'id' | 'domain'>,
    nextCheckAt: Date,
  ): Promise<TenantDomainEntity> {
    return this.changes.requested(owner.slug, async (manager) => {
      const row = await getRow(manager, owner, domain);
      if (row.id !== id) throw new DomainNotFoundError(owner.slug, domain);
      const former = await assertFree(manager, owner, domain);
      if (former) await manager.update(TenantDomainEntity, { id: former.id }, UNVERIFIED);
      return manager.save(Object.assign(row, { verifiedDomain: domain, failedChecks: 0, nextCheckAt }));
    });
  }

  /** Throws DomainNotVerifiedError. */
  async setPrimary(owner: Owner, domain: string): Promise<TenantDomainEntity> {
    return this.changes.requested(owner.slug, async (manager) => {
      const row = await getRow(manager, owner, domain);
      if (row.verifiedDomain === null) throw new DomainNotVerifiedError(domain, recordOf(row));
      await manager.update(TenantDomainEntity, { tenantId: owner.id, primary: true }, { primary: false });
      await manager.update(TenantDomainEntity, { id: row.id }, { primary: true });
      return getRow(manager, owner, domain);
    });
  }

  /** Throws DomainNotFoundError. */
  async remove(owner: Owner, domain: string): Promise<void> {
    await this.changes.requested(owner.slug, async (manager) => {
      const { id } = await getRow(manager, owner, domain);
      await manager.delete(TenantDomainEntity, { id });
    });
  }

  /** Verified ones that are to be looked at again, those that wait longest first. */
  due(now: Date, limit: number): Promise<TenantDomainEntity[]> {
    return this.control.manager.find(TenantDomainEntity, {
      where: { nextCheckAt: LessThanOrEqual(now), verifiedDomain: Not(IsNull()) },
      order: { nextCheckAt: 'ASC' },
      take: limit,
    });
  }

  /** Takes one for this process until then; false when another process was quicker. */
  async claim({ id, version }: TenantDomainEntity, until: Date): Promise<boolean> {
    const { affected } = await this.control.manager.update(
      TenantDomainEntity,
      { id, version },
      { nextCheckAt: until },
    );
    return affected === 1;
  }

  /** Not a change of the catalog: nobody else has to hear of it. */
  async setChecked({ id }: TenantDomainEntity, found: boolean, nextCheckAt: Date): Promise<void> {
    const failedChecks = found ? 0 : () => 'failed_checks + 1';
    const verified = { id, verifiedDomain: Not(IsNull()) };
    await this.control.manager.update(TenantDomainEntity, verified, { failedChecks, nextCheckAt });
  }

  /** The look-up gave no answer, so the domain stays as it is and is checked again later. */
  async postpone({ id }: TenantDomainEntity, nextCheckAt: Date): Promise<void> {
    const verified = { id, verifiedDomain: Not(IsNull()) };
    await this.control.manager.update(TenantDomainEntity, verified, { nextCheckAt });
  }

  /** Takes the verification back where that many checks have failed in a row. Whether it did. */
  async lapse({ id, domain }: TenantDomainEntity, failedChecks: number): Promise<boolean> {
    const failed = { id, verifiedDomain: domain, failedChecks: MoreThanOrEqual(failedChecks) };
    if (!(await this.control.manager.existsBy(TenantDomainEntity, failed))) return false;
    return this.changes.run(undefined, async (manager) => {
      const { affected } = await manager.update(TenantDomainEntity, failed, UNVERIFIED);
      return affected === 1;
    });
  }
}

const UNVERIFIED = { verifiedDomain: null, primary: false, nextCheckAt: null };

async function getRow(
  manager: EntityManager,
  { id, slug }: Owner,
  domain: string,
): Promise<TenantDomainEntity> {
  const row = await manager.findOneBy(TenantDomainEntity, { tenantId: id, domain });
  if (!row) throw new DomainNotFoundError(slug, domain);
  return row;
}

/**
 * Throws DomainTakenError while another tenant has it verified. A deleted tenant gives way to one that proves its
 * claim; its row is returned then.
 */
async function assertFree(
  manager: EntityManager,
  { id }: Owner,
  domain: string,
): Promise<TenantDomainEntity | undefined> {
  const holder = await manager.findOneBy(TenantDomainEntity, { verifiedDomain: domain, tenantId: Not(id) });
  if (!holder) return undefined;
  const owner = await manager.findOneBy(TenantEntity, { id: holder.tenantId });
  if (owner && owner.status !== 'deleted') throw new DomainTakenError(domain, 'another tenant');
  return holder;
}
