import { createTable, instant, json, text, uuid } from '@tenantry/nest/portable';
import type { QueryRunner } from 'typeorm';

/** The same for a tenant's users and for operators. */
export async function createAuditLog(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'audit_log', {
    bare: true,
    primary: ['id'],
    columns: {
      id: uuid(),
      at: instant(),
      actor_kind: text(20),
      actor_id: uuid({ nullable: true }),
      actor_email: text(320, { nullable: true }),
      action: text(80),
      entity: text(80),
      entity_id: text(80, { nullable: true }),
      before: json({ nullable: true }),
      after: json({ nullable: true }),
      request_id: text(80, { nullable: true }),
    },
    indexes: [['entity', 'entity_id', 'id'], ['actor_id', 'id'], ['action', 'id'], ['at']],
  });
  await appendOnly(runner);
}

export async function dropAuditLog(runner: QueryRunner): Promise<void> {
  await runner.dropTable('audit_log');
  if (runner.dataSource.options.type === 'postgres')
    await runner.query('DROP FUNCTION refuse_audit_change()');
}

const EVENTS = ['UPDATE', 'DELETE'] as const;
const MESSAGE = 'The audit log is append-only';

/** The store itself refuses to rewrite what was logged, whoever asks. */
async function appendOnly(runner: QueryRunner): Promise<void> {
  const engine = runner.dataSource.options.type;
  if (engine === 'postgres') {
    await runner.query(
      `CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION '${MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$`,
    );
  }
  for (const event of EVENTS) {
    const trigger = `audit_log_no_${event.toLowerCase()}`;
    // MySQL can't undo half a migration, so that it is run again, and CREATE OR REPLACE is MariaDB's alone.
    if (engine === 'mysql') await runner.query(`DROP TRIGGER IF EXISTS ${trigger}`);
    await runner.query(triggerSql(engine, trigger, event));
  }
}

function triggerSql(engine: string, trigger: string, event: string): string {
  const head = `BEFORE ${event} ON audit_log FOR EACH ROW`;
  if (engine === 'postgres')
    return `CREATE TRIGGER ${trigger} ${head} EXECUTE FUNCTION refuse_audit_change()`;
  if (engine === 'mysql') {
    return `CREATE TRIGGER ${trigger} ${head} SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${MESSAGE}'`;
  }
  return `CREATE TRIGGER ${trigger} ${head} BEGIN SELECT RAISE(ABORT, '${MESSAGE}'); END`;
}
