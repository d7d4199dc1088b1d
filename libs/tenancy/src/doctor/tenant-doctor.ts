import { OverrideMissingError, overrideVariable } from '../catalog/rows/catalog.errors.js';
import type { StoreLocator } from '../catalog/store-locator.js';
import { OWN_SERVER } from '../catalog/tenant-list.js';
import type { TenantCredentials } from '../catalog/tenant-credentials.js';
import type { ConnectionRegistry } from '../connection/connection-registry.js';
import type { Engine } from '../engine/engine.js';
import type { Check, EngineChecks, Fault, StoreUnderCheck } from '../engine/engine-checks.js';
import { MARKER_TABLE } from '../engine/store-marker.js';
import type { StoreCheck, StoreStatus } from '../lifecycle/migrate/store-check.js';
import type { StoreMigrator } from '../lifecycle/migrate/store-migrator.js';
import type { IsolationName, Tenant } from '../tenant.js';
import type { ExpectedShape } from './expected-shape.js';
import { type Finding, findingsOf, isProblem, look, lookAll } from './finding.js';
import type { PlatformDatabases } from './platform-databases.js';
import { UNREADABLE } from './remedies.js';
import { missingIn, shapeOf, type ShapeRow } from './store-shape.js';

export interface TenantDoctorParts {
  locator: StoreLocator;
  credentials: TenantCredentials;
  registry: ConnectionRegistry;
  migrator: StoreMigrator;
  stores: StoreCheck;
  databases: PlatformDatabases;
  expected: ExpectedShape;
}

interface StoreUrls {
  url: string;
  adminUrl: string;
}

/** Which check of a tenant a status of its store belongs to. */
const CHECK_OF: Record<Exclude<StoreStatus, 'ok'>, string> = {
  unavailable: 'reachable',
  mismatch: 'marker',
  outdated: 'schema version',
};

/** Looks at one tenant's store, its role and what the role can reach. */
export class TenantDoctor {
  constructor(private readonly parts: TenantDoctorParts) {}

  async examine(tenant: Tenant): Promise<Finding[]> {
    const subject = `tenant ${tenant.slug}`;
    const urls = await this.urls(tenant).catch(whyUnknown);
    if (!('url' in urls)) return findingsOf(subject, 'credentials', [urls]);
    const engine = this.parts.locator.engine(tenant);
    const target = await this.target(tenant, urls);
    const ofIts = concerns(target.isolation, this.isBrought(tenant));
    const opened = findingsOf(subject, 'credentials', await this.credentialFaults(tenant, engine, urls));
    const outside = await lookAll(subject, engine.checks.file.filter(ofIts), target);
    const health = await this.health(tenant, subject);
    if (health.some(({ check, level }) => check === 'reachable' && level === 'problem'))
      return [...opened, ...outside, ...health];
    return [
      ...opened,
      ...outside,
      ...health,
      ...(await look(subject, 'tables', () => this.tableFaults(tenant, engine, target))),
      ...(await lookAll(subject, engine.checks.store.filter(ofIts), target)),
    ];
  }

  private async urls(tenant: Tenant): Promise<StoreUrls> {
    const { locator } = this.parts;
    return { url: await locator.storeUrl(tenant), adminUrl: await locator.adminUrl(tenant) };
  }

  private isBrought(tenant: Tenant): boolean {
    return tenant.placement.server === OWN_SERVER || this.parts.locator.source(tenant) === 'environment';
  }

  private async target(tenant: Tenant, { url, adminUrl }: StoreUrls): Promise<StoreUnderCheck> {
    const { locator, databases } = this.parts;
    const { name: isolation, face } = locator.isolation(tenant);
    const { store } = await locator.place(tenant);
    return {
      isolation,
      adminUrl,
      store,
      role: face?.(tenant).role ?? userOf(url),
      reconnect:
        locator.source(tenant) === 'environment' ? variableOf(tenant) : `tenant connection ${tenant.slug}`,
      others: await databases.besides(tenant, url),
      isNews: (what) => databases.isNews(url, what),
      ask: (sql) => this.ask(tenant, sql),
    };
  }

  /** As a request would. */
  private async ask(tenant: Tenant, sql: string): Promise<Record<string, unknown>[]> {
    const source = this.parts.registry.visit(tenant);
    try {
      return await source.query<Record<string, unknown>[]>(sql);
    } finally {
      await source.destroy();
    }
  }

  private async askAsOwner(tenant: Tenant, sql: string): Promise<Record<string, unknown>[]> {
    const source = this.parts.registry.open(tenant);
    try {
      return await source.query<Record<string, unknown>[]>(sql);
    } finally {
      await source.destroy();
    }
  }

  private async credentialFaults(tenant: Tenant, engine: Engine, urls: StoreUrls): Promise<Fault[]> {
    if (!engine.capabilities.roles) return [];
    if (this.isBrought(tenant)) {
      if (userOf(urls.url) !== userOf(urls.adminUrl)) return [];
      return [
        {
          message: 'It brings its own URL, so one user reads rows and changes tables.',
          remedy:
            'Give that user rights on this database alone; on a server of the platform it would have its own role.',
          isWarning: true,
        },
      ];
    }
    if (!this.parts.migrator.hasRoles(tenant) || (await this.parts.credentials.find(tenant.id))) return [];
    return [
      {
        message: 'It has no role of its own: its requests run as the user that provisions the server.',
        remedy: `tenant migrate --tenant ${tenant.slug}`,
      },
    ];
  }

  /** What `tenant list --check` asks, told apart. */
  private async health(tenant: Tenant, subject: string): Promise<Finding[]> {
    const { status, error } = await this.parts.stores.check(tenant);
    const broken = status === 'ok' ? undefined : CHECK_OF[status];
    const found: Finding[] = [];
    for (const check of Object.values(CHECK_OF)) {
      const faults =
        check === broken ? [{ message: error ?? status, remedy: await this.remedy(tenant, check) }] : [];
      found.push(...findingsOf(subject, check, faults));
      // After a problem nobody has looked at the rest.
      if (found.some(isProblem)) return found;
    }
    return [
      ...found.slice(0, -1),
      ...(await look(subject, 'schema version', () => this.newerFaults(tenant))),
    ];
  }

  /** As the user that may see every mark: then it is not the catalog that is wrong. */
  private async isMarked(tenant: Tenant): Promise<boolean> {
    const { admin, store } = await this.parts.locator.place(tenant);
    const state = await admin.inspect(store).catch(() => undefined);
    return state?.kind === 'marked' && state.tenantId === tenant.id;
  }

  private async tableFaults(
    tenant: Tenant,
    { checks }: Engine,
    { ask, store }: StoreUnderCheck,
  ): Promise<Fault[]> {
    const wanted = this.parts.migrator.tables(tenant);
    if (wanted.length === 0) return [];
    const found = new Set((await ask(checks.tables)).map(({ name }) => name));
    const gone = wanted
      .filter((name) => !found.has(name))
      .map((name) => ({
        message: `The table "${name}" is not there, though its migrations are applied.`,
        remedy: `Give it back its name, if somebody renamed it, or restore "${store}" from a backup.`,
      }));
    return [...gone, ...(await this.shapeFaults(tenant, checks, { ask, store }))];
  }

  private async shapeFaults(
    tenant: Tenant,
    { shape }: EngineChecks,
    { ask, store }: Pick<StoreUnderCheck, 'ask' | 'store'>,
  ): Promise<Fault[]> {
    const { locator, expected } = this.parts;
    const rows = await (shape.byOwner ? this.askAsOwner(tenant, shape.sql) : ask(shape.sql));
    const found = shapeOf(rows as unknown as ShapeRow[], locator.isolation(tenant).tenantColumn);
    const made = await expected.ofMigrations();
    const wanted = [expected.ofEntities(locator.engine(tenant).name), ...(made ? [made] : [])];
    return [...new Set(wanted.flatMap((one) => missingIn(found, one)))].map((what) => ({
      message: `${what} is not there, though its migrations are applied.`,
      remedy: `Make it again as the store of a new tenant has it, or restore "${store}" from a backup.`,
    }));
  }

  private newerFaults(tenant: Tenant): Fault[] {
    if (this.parts.migrator.age(tenant) !== 'newer') return [];
    const message = `Its schema (${tenant.schemaVersion}) is newer than this program.`;
    return [{ message, remedy: 'Run the newer program everywhere.', isWarning: true }];
  }

  private async remedy(tenant: Tenant, check: string): Promise<string> {
    const { slug } = tenant;
    if (check === 'schema version') return `tenant migrate --tenant ${slug}`;
    if (check === 'marker' && (await this.isMarked(tenant))) {
      return this.parts.migrator.sharesTables(tenant)
        ? `Its mark is there, and the table of marks shows others: tenant migrate --tenant ${slug}`
        : `Its mark is there, and its requests can not read it: give their user SELECT on ${MARKER_TABLE}.`;
    }
    if (this.parts.locator.source(tenant) === 'environment')
      return `Correct ${variableOf(tenant)}, or remove it so that the catalog's place counts.`;
    return check === 'marker'
      ? `Put back the place of "${slug}" in the catalog, or its store from a backup. Nothing was opened in the wrong one.`
      : `Start its server, or restore its store from a backup. More of it: tenant test-connections --tenant ${slug}`;
  }
}

const variableOf = ({ slug }: Tenant): string => overrideVariable(slug);

function whyUnknown(error: unknown): Fault {
  const { cause } = Object(error) as { cause?: unknown };
  if (!(cause instanceof OverrideMissingError)) return UNREADABLE;
  return {
    message: `${cause.message}.`,
    remedy: `Set ${overrideVariable(cause.slug)} again, or write its place down: tenant connection ${cause.slug} --database-url <url>`,
  };
}

const concerns =
  (isolation: IsolationName, isBrought: boolean) =>
  ({ isolations, of = 'placed' }: Check<StoreUnderCheck>): boolean =>
    (of === 'all' || isBrought === (of === 'brought')) && (!isolations || isolations.includes(isolation));

function userOf(url: string): string {
  if (url.startsWith('sqlite:')) return '';
  const { username, searchParams } = new URL(url);
  return decodeURIComponent(username) || (searchParams.get('user') ?? '');
}
