import { escapeIdentifier } from 'pg';
import { quoteIdentifier } from '../identifier.js';
import { MARKER_TABLE } from '../store-marker.js';
import { GUARD_MARKERS } from './postgres-shared.js';
import type { MarkerTable, RowRule, RowState, RowTable } from './row-tables.js';

const CURRENT = `NULLIF(current_setting('app.tenant_id', true), '')::uuid`;
/** As the server writes the same down, and the policies. */
const FILLED_BY = `(NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid`;
const OWN = `(tenant_id = ${FILLED_BY})`;
const POLICY = `${OWN} | ${OWN}`;
const MARKER_POLICY = `((tenant_id)::text = current_setting('app.tenant_id'::text, true))`;
const ROWS = 'SELECT, INSERT, UPDATE, DELETE';

/**
 * The statements that make shared tables the tenants': none when they are already. The column fills itself, so that
 * entities and migrations know nothing of it. The primary key stays `id`, unique among all tenants; every other key
 * and reference holds within one.
 */
export function rowStep({ tables, rules, markers }: RowState, role: string): string[] {
  const foreignKeys = rules.filter(({ kind }) => kind === 'foreign key');
  const indexes = rules.filter(({ kind }) => kind !== 'foreign key');
  return [
    ...markerStep(markers, role),
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
export function rowFaults({ tables, rules, markers }: RowState, role: string): string[] {
  return [
    ...markerFaults(markers, role),
    ...tables.flatMap((table) => [
      ...(table.hasColumn ? [] : [`${table.name} has no column tenant_id`]),
      ...(table.hasColumn && !isFilled(table) ? [`tenant_id of ${table.name} does not fill itself`] : []),
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
const isFilled = ({ filledBy }: RowTable): boolean => filledBy === FILLED_BY;
const hasMarkerPolicy = ({ policies }: MarkerTable): boolean =>
  policies.length === 1 && policies[0] === MARKER_POLICY;

const markerFaults = (markers: MarkerTable, role: string): string[] => [
  ...(markers.isSecured ? [] : [`${MARKER_TABLE} has row-level security off`]),
  ...(hasMarkerPolicy(markers) ? [] : [`${MARKER_TABLE} has not the one policy of the tenants`]),
  ...(markers.isGranted ? [] : [`${role} may not read ${MARKER_TABLE}`]),
];

const markerStep = (markers: MarkerTable, role: string): string[] => [
  ...(markers.isSecured && hasMarkerPolicy(markers)
    ? []
    : [...dropPolicies(nameOf(MARKER_TABLE), markers.policyNames), GUARD_MARKERS]),
  ...(markers.isGranted ? [] : [`GRANT SELECT ON ${nameOf(MARKER_TABLE)} TO ${quoteIdentifier(role)}`]),
];

const nameOf = (table: string): string => `public.${quoteIdentifier(table)}`;

/** Any other would open the table further: they add up. */
const dropPolicies = (table: string, names: readonly string[]): string[] =>
  names.map((name) => `DROP POLICY ${escapeIdentifier(name)} ON ${table}`);

/** On rows that are there nobody could tell whose they are: the server refuses. */
function column(table: RowTable): string[] {
  const name = nameOf(table.name);
  if (!table.hasColumn)
    return [`ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS tenant_id uuid NOT NULL DEFAULT ${CURRENT}`];
  return isFilled(table) ? [] : [`ALTER TABLE ${name} ALTER COLUMN tenant_id SET DEFAULT ${CURRENT}`];
}

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
          ...dropPolicies(name, table.policyNames),
          `CREATE POLICY tenantry_tenant ON ${name}
             USING (tenant_id = ${CURRENT}) WITH CHECK (tenant_id = ${CURRENT})`,
        ]),
    ...(table.isGranted ? [] : [`GRANT ${ROWS} ON ${name} TO ${quoteIdentifier(role)}`]),
  ];
}
