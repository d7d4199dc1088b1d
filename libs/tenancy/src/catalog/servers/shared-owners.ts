import type { DataSource, EntityManager } from 'typeorm';
import type { Engine } from '../../engine/engine.js';
import type { SharedDatabase } from '../../engine/shared-database.js';
import {
  SharedDatabaseForeignError,
  SharedDatabaseTakenError,
  SharedDatabaseUnmarkedError,
  type TenancyError,
} from '../../tenancy.errors.js';
import { TenantEntity } from '../rows/tenant.entity.js';

/** How long a refusal is remembered, so that not every request asks the server again. */
const REFUSED_MS = 5_000;

/** The database that the tenants of a server share. */
export interface SharedSpot {
  readonly engine: Engine;
  readonly serverUrl: string;
  readonly database: SharedDatabase;
}

/** `adoptable`: it has no mark, because it was made before marks existed, and this catalog knows all its tenants. */
type Verdict = { kind: 'ours' | 'adoptable' | 'missing' } | { kind: 'refused'; refusal: TenancyError };

interface Look {
  readonly at: number;
  readonly verdict: Promise<Verdict>;
}

/**
 * Whether a shared database is this platform's: two that have the same prefix would meet in one. A process looks
 * once at each.
 */
export class SharedOwners {
  private readonly looks = new Map<string, Look>();

  constructor(private readonly control: DataSource) {}

  /**
   * Before anything is made or changed there. Marks one of before there were marks, where all its tenants are known to
   * this catalog. Errors: SharedDatabaseForeignError, SharedDatabaseUnmarkedError, SharedDatabaseTakenError.
   */
  async assertOurs(spot: SharedSpot): Promise<void> {
    const verdict = await this.verdictOn(spot, 0);
    if (verdict.kind === 'refused') throw verdict.refusal;
    if (verdict.kind !== 'adoptable') return;
    await spot.engine.sharing?.adopt(spot.serverUrl, spot.database);
    this.looks.delete(keyOf(spot));
  }

  /**
   * Before rows are read there; writes nothing. Where nobody can say whose it is, tenants are served on: the marker of
   * each store is compared as well.
   */
  async isAnothers(spot: SharedSpot): Promise<boolean> {
    const verdict = await this.verdictOn(spot, REFUSED_MS);
    return verdict.kind === 'refused' && verdict.refusal instanceof SharedDatabaseForeignError;
  }

  private async verdictOn(spot: SharedSpot, refusedMs: number): Promise<Verdict> {
    const key = keyOf(spot);
    const known = this.looks.get(key);
    if (known && holds(await known.verdict, known.at + refusedMs)) return known.verdict;
    const verdict = this.look(spot);
    this.looks.set(key, { at: Date.now(), verdict });
    verdict.catch(() => this.looks.delete(key));
    return verdict;
  }

  private async look({ engine, serverUrl, database }: SharedSpot): Promise<Verdict> {
    const { name, platform } = database;
    const state = (await engine.sharing?.inspect(serverUrl, name)) ?? { kind: 'missing' };
    if (state.kind === 'missing') return state;
    if (state.kind === 'foreign') return refused(new SharedDatabaseTakenError(name));
    if (state.kind === 'marked')
      return state.platform === platform ? { kind: 'ours' } : refused(new SharedDatabaseForeignError(name));
    const strangers = await this.strangers(state.tenants);
    if (strangers === 0) return { kind: 'adoptable' };
    const remedy = `${engine.sharing?.markSql(platform)};`;
    return refused(new SharedDatabaseUnmarkedError(name, strangers, remedy));
  }

  private async strangers(tenants: readonly string[]): Promise<number> {
    const known = await tenantIds(this.control.manager);
    return tenants.filter((id) => !known.has(id)).length;
  }
}

/** All ids of the catalog: the rows of deleted tenants stay, and who was moved away left a marker behind. */
export async function tenantIds(manager: EntityManager): Promise<ReadonlySet<string>> {
  const rows = await manager.find(TenantEntity, { select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

const keyOf = ({ serverUrl, database }: SharedSpot): string => `${serverUrl} ${database.name}`;

const refused = (refusal: TenancyError): Verdict => ({ kind: 'refused', refusal });

/** What isn't there yet is looked at again. */
const holds = ({ kind }: Verdict, refusedUntil: number): boolean =>
  kind === 'refused' ? refusedUntil > Date.now() : kind !== 'missing';
