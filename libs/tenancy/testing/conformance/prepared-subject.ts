import { Agent } from 'node:http';
import type { ObjectLiteral, Repository } from 'typeorm';
import { TenantCatalog } from '../../src/catalog/tenant-catalog.js';
import { ConnectionRegistry } from '../../src/connection/connection-registry.js';
import { tenantRepository } from '../../src/repository/inject-tenant-repository.js';
import { Tenancy } from '../../src/tenancy.js';
import { Findings } from './isolation-report.js';
import type { IsolationLoad, IsolationSubject, SubjectTenant } from './isolation-subject.js';
import { marked } from './marks.js';
import { Visitor } from './visitor.js';

const SEEDERS = 4;

type Pair = readonly [SubjectTenant, SubjectTenant];

/** The application with the first rows in it, and the doors of the library that lead into it. */
export class PreparedSubject {
  readonly tenancy: Tenancy;
  /** What `@InjectTenantRepository` gives. */
  readonly rows: Repository<ObjectLiteral>;
  private readonly registry: ConnectionRegistry;
  private readonly catalog: TenantCatalog;
  private readonly agent: Agent;

  constructor(
    readonly subject: IsolationSubject,
    readonly load: IsolationLoad,
  ) {
    const { app, entity } = subject;
    this.tenancy = app.get(Tenancy, { strict: false });
    this.registry = app.get(ConnectionRegistry, { strict: false });
    this.catalog = app.get(TenantCatalog, { strict: false });
    this.rows = tenantRepository(entity.type);
    this.agent = new Agent({ keepAlive: true, maxSockets: load.clients });
  }

  /** The first two tenants. */
  get pair(): Pair {
    const [a, b] = this.subject.tenants;
    if (!a || !b) throw new RangeError('Isolation is between tenants: name two or more.');
    return [a, b];
  }

  visitor(tenant: SubjectTenant, findings: Findings, agent = this.agent): Visitor {
    return new Visitor(this.subject, tenant, findings, agent);
  }

  /** Gives every tenant its rows. Throws when that fails: then nothing after it would show anything. */
  async seed(): Promise<void> {
    const findings = new Findings();
    const queue = [...this.subject.tenants];
    const worker = async (): Promise<void> => {
      for (let tenant = queue.shift(); tenant; tenant = queue.shift()) {
        const visitor = this.visitor(tenant, findings);
        for (let row = 0; row < this.load.rows; row += 1)
          await visitor.create(marked(tenant.slug, `row ${row}`));
      }
    };
    await Promise.all(Array.from({ length: SEEDERS }, worker));
    if (findings.faults[0]) throw new Error(`The first rows could not be made. ${findings.faults[0]}`);
  }

  run<R>(tenant: SubjectTenant, work: () => Promise<R>): Promise<R> {
    return this.tenancy.run(tenant.slug, work);
  }

  /** Texts of all rows of a tenant, as the program reads them. */
  texts(tenant: SubjectTenant): Promise<string[]> {
    const { textOf } = this.subject.entity;
    return this.run(tenant, async () => (await this.rows.find()).map((row) => textOf(row)));
  }

  /** Ends the tenant's connections as they come back, as the budget does when others need them. */
  async evict({ slug }: SubjectTenant): Promise<void> {
    this.registry.retire((await this.catalog.get(slug)).id);
  }

  /** Closes the sockets; the application is the caller's. */
  close(): void {
    this.agent.destroy();
  }
}
