import type { DataSource } from 'typeorm';

/** The control database of a running program, seen from beside it. */
export class ControlTables {
  constructor(private readonly control: DataSource) {}

  private get isSqlite(): boolean {
    return this.control.options.type === 'better-sqlite3';
  }

  /** While `work` runs, no line of the operators' audit log can be written. */
  async withoutLines<T>(work: () => Promise<T>): Promise<T> {
    await this.refuseLines();
    try {
      return await work();
    } finally {
      await this.allowLines();
    }
  }

  private async refuseLines(): Promise<void> {
    if (this.isSqlite) {
      const body = "SELECT RAISE(ABORT, 'no line is written today')";
      await this.control.query(`CREATE TRIGGER audit_refused BEFORE INSERT ON audit_log BEGIN ${body}; END`);
      return;
    }
    await this.control.query(
      `CREATE FUNCTION audit_refused() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN RAISE EXCEPTION 'no line is written today'; END$$`,
    );
    await this.control.query(
      'CREATE TRIGGER audit_refused BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_refused()',
    );
  }

  private async allowLines(): Promise<void> {
    if (this.isSqlite) return void (await this.control.query('DROP TRIGGER audit_refused'));
    await this.control.query('DROP FUNCTION audit_refused CASCADE');
  }

  /** What operators can change, whole. Times of checks and leases are the program's own. */
  async rows(): Promise<Record<string, unknown[]>> {
    const tables: Record<string, unknown[]> = {};
    for (const name of [
      'operators',
      'servers',
      'tenants',
      'tenant_domains',
      'operations',
      'jobs',
      'audit_log',
    ]) {
      tables[name] = await this.control.query(`SELECT * FROM ${name} ORDER BY id`);
    }
    return tables;
  }

  async lines(): Promise<{ action: string; entity_id: string }[]> {
    return this.control.query('SELECT action, entity_id FROM audit_log ORDER BY id');
  }

  query(sql: string): Promise<unknown> {
    return this.control.query(sql);
  }
}
