import { failureOf, Tenancy } from '@tenantry/nest';
import { dialectOf } from '@tenantry/nest/portable';
import type { QueryRunner } from 'typeorm';
import { ForbiddenError } from '../../kernel/errors.js';
import type { Cli } from '../run/cli.js';
import { withinLimits } from './shell-limits.js';
import { announceChange } from '../run/record-change.js';
import type { Cell } from '../run/cli.output.js';

export interface TenantSql {
  slug: string;
  statement: string;
  write?: boolean;
}

/** Not the statement itself: it may hold what nobody may keep. */
const verbOf = (statement: string): string => /^\s*(\w{1,20})/.exec(statement)?.[1]?.toUpperCase() ?? '';

type Row = Record<string, unknown>;

export interface SqlResult {
  rows: Row[];
  affected?: number;
}

async function execute(runner: QueryRunner, statement: string): Promise<SqlResult> {
  const { records, affected } = await runner.query(statement, [], true);
  return { rows: (records as Row[] | undefined) ?? [], affected };
}

/** By the same limits as in the tenant's own program. */
function executeWithin(tenancy: Tenancy, statement: string): Promise<SqlResult> {
  const dataSource = tenancy.dataSource();
  return withinLimits(tenancy.current(), dataSource, async () => {
    const runner = dataSource.createQueryRunner();
    return execute(runner, statement);
  });
}

async function executeReadOnly(runner: QueryRunner, statement: string): Promise<SqlResult> {
  const { on, off } = dialectOf(runner.dataSource.options.type).readOnly;
  await runner.query(on);
  try {
    return await execute(runner, statement);
  } catch (error) {
    if (failureOf(error) !== 'read_only') throw error;
    throw new ForbiddenError('The statement would change the store. Repeat it with --write if it should.');
  } finally {
    await runner.query(off);
  }
}

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export function showSql(cli: Cli, { rows, affected }: SqlResult): void {
  const [first] = rows;
  const columns = Object.keys(first ?? {}).map((name) => [name, (row: Row) => cellOf(row[name])] as const);
  cli.output.result(rows.length === 0 && affected !== undefined ? { affected } : rows, () =>
    first ? cli.output.table(Object.fromEntries(columns), rows) : `No rows. ${affected ?? 0} changed.`,
  );
}

/** Runs one statement in the tenant's store; read-only unless `write` is given. */
export async function runTenantSql(cli: Cli, sql: TenantSql): Promise<void> {
  showSql(cli, await executeSql(cli, sql));
}

export async function executeSql(cli: Cli, { slug, statement, write }: TenantSql): Promise<SqlResult> {
  const tenancy = await cli.get(Tenancy);
  return tenancy.run(slug, async () => {
    if (write)
      await announceChange(cli, {
        action: 'tenant.sql',
        id: slug,
        input: { write, verb: verbOf(statement) },
      });
    const runner = tenancy.dataSource().createQueryRunner();
    try {
      return write ? await executeWithin(tenancy, statement) : await executeReadOnly(runner, statement);
    } finally {
      await runner.release();
    }
  });
}
