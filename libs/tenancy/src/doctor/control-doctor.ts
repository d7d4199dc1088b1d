import { type DataSource, In, MoreThan } from 'typeorm';
import { ProcessEntity } from '../catalog/rows/process.entity.js';
import { TenantEntity } from '../catalog/rows/tenant.entity.js';
import { DEAD_AFTER_MS } from '../catalog/process-share.js';
import type { Fault, ServerUnderCheck } from '../engine/engine-checks.js';
import { ENGINES_ON_FILES, isFileUrl } from '../engine/dialects.js';
import { engineOfUrl } from '../engine/engines.js';
import { type Finding, isProblem, look, lookAll } from './finding.js';

const SUBJECT = 'control';
/** What an engine's servers are asked that holds for the control database too. */
const SHARED_CHECKS = new Set(['version', 'clock']);

/** Looks at the control database. */
export class ControlDoctor {
  constructor(
    private readonly control: DataSource,
    private readonly url: string,
  ) {}

  /** Ends at the first thing that hinders all others. */
  async examine(): Promise<Finding[]> {
    const reachable = await look(SUBJECT, 'reachable', () => this.reach(), REACH);
    if (reachable.some(isProblem)) return reachable;
    const migrated = await look(SUBJECT, 'migrated', () => this.pending());
    if (migrated.some(isProblem)) return [...reachable, ...migrated];
    const { server } = engineOfUrl(this.url).checks;
    const target: ServerUnderCheck = { url: this.url, isolations: new Set() };
    const rest = await lookAll(
      SUBJECT,
      server.filter(({ name }) => SHARED_CHECKS.has(name)),
      target,
    );
    return [
      ...reachable,
      ...migrated,
      ...rest,
      ...(await look(SUBJECT, 'processes', () => this.processes())),
    ];
  }

  private async reach(): Promise<Fault[]> {
    await this.control.query('SELECT 1');
    return [];
  }

  /** Asked without TypeORM's own means, which would make the table that it looks for. */
  private async pending(): Promise<Fault[]> {
    const rows = await this.control
      .query<{ name: string }[]>('SELECT name FROM migrations')
      .catch((): { name: string }[] => []);
    const applied = new Set(rows.map(({ name }) => name));
    const pending = this.control.migrations.filter(({ name }) => !applied.has(name ?? ''));
    if (pending.length === 0) return [];
    return [
      {
        message: `${pending.length} migrations of this program are not applied, the last one ${pending.at(-1)?.name}.`,
        remedy: 'control migrate',
      },
    ];
  }

  /** A SQLite file has one queue of writers, and it is in the process. */
  private async processes(): Promise<Fault[]> {
    const { manager } = this.control;
    const alive = await manager.countBy(ProcessEntity, {
      seenAt: MoreThan(new Date(Date.now() - DEAD_AFTER_MS)),
    });
    if (alive < 2) return [];
    const onFiles =
      isFileUrl(this.url) || (await manager.existsBy(TenantEntity, { engine: In(ENGINES_ON_FILES) }));
    if (!onFiles) return [];
    return [
      {
        message: `${alive} processes run, and SQLite stores are for one.`,
        remedy: 'Run one process, or put the control database and the tenants on a database server.',
      },
    ];
  }
}

const REACH = 'Start the server that DEFAULT_DATABASE_URL names, or correct the URL.';
