import type { QueryRunner } from 'typeorm';

/** A rule the store itself keeps: a change for which `refuse` is true fails, whoever asks for it. */
export interface Guard {
  name: string;
  table: string;
  event: 'INSERT' | 'UPDATE' | 'DELETE';
  /** A condition on OLD and NEW in SQL that every engine reads alike. */
  refuse: string;
  /** Without quotes. */
  message: string;
}

type Statements = (guard: Guard) => string[];

// A WHEN clause can't hold a subquery on PostgreSQL, so each guard is a function of its own there.
const postgres: Statements = ({ name, table, event, refuse, message }) => [
  `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF ${refuse} THEN
       RAISE EXCEPTION '${message}' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN ${event === 'DELETE' ? 'OLD' : 'NEW'};
   END $$`,
  `DROP TRIGGER IF EXISTS ${name} ON ${table}`,
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
];

const sqlite: Statements = ({ name, table, event, refuse, message }) => [
  `CREATE TRIGGER IF NOT EXISTS ${name} BEFORE ${event} ON ${table} FOR EACH ROW WHEN ${refuse}
   BEGIN SELECT RAISE(ABORT, '${message}'); END`,
];

const mysql: Statements = ({ name, table, event, refuse, message }) => [
  `DROP TRIGGER IF EXISTS ${name}`,
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} FOR EACH ROW
   BEGIN
     IF ${refuse} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'; END IF;
   END`,
];

const BY_ENGINE: Record<string, Statements> = { postgres, 'better-sqlite3': sqlite, mysql };

/** Creates the guards; can be run again. */
export async function createGuards(runner: QueryRunner, guards: readonly Guard[]): Promise<void> {
  const statements = BY_ENGINE[runner.dataSource.options.type];
  if (!statements) throw new Error(`Guards don't know the engine "${runner.dataSource.options.type}".`);
  for (const sql of guards.flatMap(statements)) await runner.query(sql);
}

/** Takes the guards away; their tables must still be there. */
export async function dropGuards(runner: QueryRunner, guards: readonly Guard[]): Promise<void> {
  const postgres = runner.dataSource.options.type === 'postgres';
  for (const { name, table } of guards) {
    await runner.query(`DROP TRIGGER IF EXISTS ${name}${postgres ? ` ON ${table}` : ''}`);
    if (postgres) await runner.query(`DROP FUNCTION IF EXISTS ${name}()`);
  }
}
