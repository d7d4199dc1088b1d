import { escapeIdentifier } from 'pg';
import { quoteIdentifier } from '../identifier.js';
import type { RowRule, RowState, RowTable } from './row-tables.js';

const CURRENT = `NULLIF(current_setting('app.tenant_id', true), '')::uuid`;
/** As the server writes the policy down. */
const OWN = `(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)`;
const POLICY = `${OWN} | ${OWN}`;
const ROWS = 'SELECT, INSERT, UPDATE, DELETE';

/**
 * The statements that make shared tables the tenants': none when they are already. The column fills itself, so that
 * entities and migrations know nothing of it. The primary key stays `id`, unique among all tenants; every other key
 * and reference holds within one.
 */
export function rowStep({ tables, rules }: RowState, role: string): string[] {
  const foreignKeys = rules.filter(({ kind }) => kind === 'foreign key');
  const indexes = rules.filter(({ kind }) => kind !== 'foreign key');
  return [
    ...tables.flatMap(column),
    // Foreign keys hold on to the unique keys that they refer to.
    ...foreignKeys.map(drop),
    ...indexes.flatMap((rule) => [drop(rule), withTenant(rule)]),
    ...tables.flatMap(key),
    ...foreignKeys.map(withTenant),
    ...tables.flatMap((table) => protection(table, role)),
  ];
}

/** What is wrong with the tables, for people; nothing when all is well. */
export function rowFaults({ tables, rules }: RowState, role: string): string[] {
  return [
    ...tables.flatMap((table) => [
      ...(table.hasColumn ? [] : [`${table.name} has no column tenant_id`]),
      ...(table.isForced ? [] : [`${table.name} does not force row-level security`]),
      ...(hasPolicy(table) ? [] : [`${table.name} has not the one policy of the tenants`]),
      ...(table.isLent ? [`${table.name} belongs to ${role}`] : []),
      ...(table.isGranted ? [] : [`${role} may not read and write the rows of ${table.name}`]),
    ]),
    ...rules
      .filter(({ kind }) => kind !== 'index')
      .map(({ table, name }) => `${name} of ${table} does not hold within one tenant`),
  ];
}

const hasPolicy = ({ policies }: RowTable): boolean => policies.length === 1 && policies[0] === POLICY;

const nameOf = (table: string): string => `public.${quoteIdentifier(table)}`;

/** On rows that are there nobody could tell whose they are: the server refuses. */
const column = ({ name, hasColumn }: RowTable): string[] =>
  hasColumn
    ? []
    : [`ALTER TABLE ${nameOf(name)} ADD COLUMN IF NOT EXISTS tenant_id uuid NOT NULL DEFAULT ${CURRENT}`];

function key({ name, hasKey, primaryKey }: RowTable): string[] {
  if (primaryKey !== 'PRIMARY KEY (id)')
    throw new Error(`The table "${name}" can't be shared: its primary key is not (id).`);
  return hasKey ? [] : [`ALTER TABLE ${nameOf(name)} ADD UNIQUE (tenant_id, id)`];
}

const isIndex = ({ definition }: RowRule): boolean => definition.startsWith('CREATE ');

const drop = (rule: RowRule): string =>
  isIndex(rule)
    ? `DROP INDEX public.${quoteIdentifier(rule.name)}`
    : `ALTER TABLE ${nameOf(rule.table)} DROP CONSTRAINT ${quoteIdentifier(rule.name)}`;

/** The same rule with the tenant in front, under the same name, so that later migrations can name it. */
function withTenant(rule: RowRule): string {
  if (isIndex(rule)) return rule.definition.replace(/( USING \w+ \()/, '$1tenant_id, ');
  const definition = rule.kind === 'unique' ? uniqueKey(rule) : foreignKey(rule);
  return `ALTER TABLE ${nameOf(rule.table)} ADD CONSTRAINT ${quoteIdentifier(rule.name)} ${definition}`;
}

const uniqueKey = ({ definition }: RowRule): string => definition.replace('(', '(tenant_id, ');

/** SET NULL must leave the tenant alone (PostgreSQL 15). */
const foreignKey = ({ definition }: RowRule): string =>
  definition
    .replace(
      /^FOREIGN KEY \(([^)]*)\) REFERENCES ([^(]+)\(/,
      'FOREIGN KEY (tenant_id, $1) REFERENCES $2(tenant_id, ',
    )
    .replace(/ON DELETE SET (NULL|DEFAULT)(?! \()/, `ON DELETE SET $1 (${columnsOf(definition)})`);

const columnsOf = (definition: string): string => /^FOREIGN KEY \(([^)]*)\)/.exec(definition)?.[1] ?? '';

/** Rights come last, in the same transaction: before its policy a table is nobody's. */
function protection(table: RowTable, role: string): string[] {
  const name = nameOf(table.name);
  const policed = table.isForced && hasPolicy(table);
  return [
    ...(policed
      ? []
      : [
          `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
          // Any other would open the table further: they add up.
          ...table.policyNames.map((policy) => `DROP POLICY ${escapeIdentifier(policy)} ON ${name}`),
          `CREATE POLICY tenantry_tenant ON ${name}
             USING (tenant_id = ${CURRENT}) WITH CHECK (tenant_id = ${CURRENT})`,
        ]),
    ...(table.isGranted ? [] : [`GRANT ${ROWS} ON ${name} TO ${quoteIdentifier(role)}`]),
  ];
}
