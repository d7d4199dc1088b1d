import { escapeIdentifier, type Client } from 'pg';
import type { Fault, StoreUnderCheck } from '../engine-checks.js';
import { OWNERS_TABLES } from './postgres-grants.js';

/** What would let a role out of its tenant, and how it is taken back. */
const POWERS = {
  rolsuper: 'SUPERUSER',
  rolcreaterole: 'CREATEROLE',
  rolcreatedb: 'CREATEDB',
  rolbypassrls: 'BYPASSRLS',
  rolreplication: 'REPLICATION',
} as const;

const ROLE = `
  SELECT r.*, (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v', 'm')) AS owned,
    ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
          WHERE m.member = r.oid ORDER BY 1) AS "memberOf"
  FROM pg_roles r WHERE r.rolname = $1`;

/** Names that the platform gives: the shared role is a member of all of them. */
const TENANT_ROLE = /^t_[0-9a-z]{25}$/;

interface RoleLook {
  /** It serves many tenants: it takes their roles on. */
  readonly isShared?: boolean;
  /** False where a shared connection takes it on, and nobody else. Default: true. */
  readonly signsIn?: boolean;
  /** Only what would lead out of its database, with this remedy; it is the owner of its tables on purpose. */
  readonly onlyPowers?: string;
}

export async function roleFaults(client: Client, role: string, look: RoleLook = {}): Promise<Fault[]> {
  const [row] = (await client.query(ROLE, [role])).rows;
  const name = escapeIdentifier(role);
  if (!row) {
    return [
      {
        message: `There is no role "${role}".`,
        remedy: 'Restore it from a backup of the roles (pg_dumpall --roles-only), or make the tenant anew.',
      },
    ];
  }
  const powers = Object.entries(POWERS).filter(([column]) => row[column] === true);
  const found = powers.map(([, power]) => ({
    message: `The role "${role}" has ${power}.`,
    remedy: look.onlyPowers ?? `ALTER ROLE ${name} NO${power};`,
  }));
  if (look.onlyPowers) return found;
  if (look.signsIn === false && row.rolcanlogin) {
    found.push({
      message: `The role "${role}" can sign in, and only the shared role has to take it on.`,
      remedy: `ALTER ROLE ${name} NOLOGIN;`,
    });
  }
  return [...found, ...memberFaults(row, look), ...ownerFaults(row)];
}

function memberFaults(
  row: { rolname: string; rolinherit: boolean; memberOf: string[] },
  look: RoleLook,
): Fault[] {
  const name = escapeIdentifier(row.rolname);
  const strange = row.memberOf.filter((of) => !(look.isShared && TENANT_ROLE.test(of)));
  return [
    ...strange.map((of) => ({
      message: `The role "${row.rolname}" is a member of "${of}".`,
      remedy: `REVOKE ${escapeIdentifier(of)} FROM ${name};`,
    })),
    ...(look.isShared && row.rolinherit
      ? [
          {
            message: `The role "${row.rolname}" inherits the rights of every tenant's role.`,
            remedy: `ALTER ROLE ${name} NOINHERIT;`,
          },
        ]
      : []),
  ];
}

function ownerFaults({ rolname, owned }: { rolname: string; owned: number }): Fault[] {
  if (owned === 0) return [];
  return [
    {
      message: `The role "${rolname}" owns ${owned} tables or views, so it can change them.`,
      remedy: `In that database: REASSIGN OWNED BY ${escapeIdentifier(rolname)} TO CURRENT_USER;`,
    },
  ];
}

/** Databases of others that a tenant's role can connect to, by a grant of its own or by PUBLIC's. */
export async function connectFaults(
  client: Client,
  { role, others, isNews }: StoreUnderCheck,
): Promise<Fault[]> {
  const { rows } = await client.query<{ name: string; byPublic: boolean }>(
    `SELECT datname AS name, EXISTS (
       SELECT 1 FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) a
       WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT') AS "byPublic"
     FROM pg_database WHERE datallowconn AND has_database_privilege($1, oid, 'CONNECT') ORDER BY 1`,
    [role],
  );
  return rows
    .filter(({ name, byPublic }) => others.has(name) && (!byPublic || isNews(`PUBLIC in ${name}`)))
    .map(({ name, byPublic }) => {
      const from = byPublic ? 'PUBLIC' : escapeIdentifier(role);
      return {
        message: `The role "${role}" can connect to the database "${name}"${byPublic ? ', as PUBLIC can' : ''}.`,
        remedy: `REVOKE ALL ON DATABASE ${escapeIdentifier(name)} FROM ${from};`,
      };
    });
}

/** More or fewer rights in its schema than to read and write rows. */
export async function rightFaults(client: Client, role: string, schema: string): Promise<Fault[]> {
  const { rows } = await client.query<{ name: string; tooMuch: boolean; tooLittle: boolean }>(
    `SELECT c.relname AS name,
       has_table_privilege($1, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')
         OR (c.relname = ANY($3) AND has_table_privilege($1, c.oid, 'INSERT, UPDATE, DELETE')) AS "tooMuch",
       NOT (has_table_privilege($1, c.oid, 'SELECT') AND (c.relname = ANY($3)
         OR (has_table_privilege($1, c.oid, 'INSERT') AND has_table_privilege($1, c.oid, 'UPDATE')
             AND has_table_privilege($1, c.oid, 'DELETE')))) AS "tooLittle"
     FROM pg_class c WHERE c.relnamespace = to_regnamespace($2) AND c.relkind IN ('r', 'p') ORDER BY 1`,
    [role, schema, OWNERS_TABLES],
  );
  const [may] = (
    await client.query(
      `SELECT to_regnamespace($2) IS NOT NULL AND has_schema_privilege($1, to_regnamespace($2), 'CREATE') AS create,
         current_database() AS database, has_database_privilege($1, current_database(), 'CREATE, TEMPORARY') AS fills`,
      [role, schema],
    )
  ).rows;
  const [to, inSchema] = [escapeIdentifier(role), escapeIdentifier(schema)];
  const table = (name: string): string => `${inSchema}.${escapeIdentifier(name)}`;
  return [
    ...(may.create
      ? [
          {
            message: `The role "${role}" can make tables in the schema "${schema}".`,
            remedy: `REVOKE CREATE ON SCHEMA ${inSchema} FROM PUBLIC, ${to};`,
          },
        ]
      : []),
    ...(may.fills
      ? [
          {
            message: `The role "${role}" can make schemas or temporary tables in the database "${may.database}".`,
            remedy: `REVOKE CREATE, TEMPORARY ON DATABASE ${escapeIdentifier(may.database)} FROM PUBLIC, ${to};`,
          },
        ]
      : []),
    ...rows.flatMap(({ name, tooMuch, tooLittle }) => [
      ...(tooMuch
        ? [
            {
              message: `The role "${role}" may do more to the table "${name}" than it needs.`,
              remedy: OWNERS_TABLES.includes(name)
                ? `REVOKE ALL ON ${table(name)} FROM ${to}; GRANT SELECT ON ${table(name)} TO ${to};`
                : `REVOKE TRUNCATE, REFERENCES, TRIGGER ON ${table(name)} FROM ${to};`,
            },
          ]
        : []),
      ...(tooLittle
        ? [
            {
              message: `The role "${role}" may not read and write the rows of the table "${name}".`,
              remedy: `GRANT ${OWNERS_TABLES.includes(name) ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE'} ON ${table(name)} TO ${to};`,
            },
          ]
        : []),
    ]),
  ];
}

/** Schemas that a tenant's role may use, but for its own and the server's. */
export async function usageFaults(client: Client, { role, store }: StoreUnderCheck): Promise<Fault[]> {
  const { rows } = await client.query<{ name: string; byPublic: boolean }>(
    `SELECT nspname AS name, EXISTS (
       SELECT 1 FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a WHERE a.grantee = 0) AS "byPublic"
     FROM pg_namespace WHERE has_schema_privilege($1, oid, 'USAGE') AND nspname <> $2
       AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1`,
    [role, store],
  );
  return rows.map(({ name, byPublic }) => ({
    message: `The role "${role}" may use the schema "${name}", which isn't its own.`,
    remedy: `REVOKE ALL ON SCHEMA ${escapeIdentifier(name)} FROM ${byPublic ? 'PUBLIC' : escapeIdentifier(role)};`,
  }));
}

/** Inside an expression nobody would notice that it changes whose rows are seen. */
export async function setConfigFaults(client: Client, login: string, database: string): Promise<Fault[]> {
  const [row] = (
    await client.query(
      `SELECT has_function_privilege($1, 'pg_catalog.set_config(text, text, boolean)', 'EXECUTE') AS may`,
      [login],
    )
  ).rows;
  if (!row.may) return [];
  return [
    {
      message: `The role "${login}" may call set_config, which can change the tenant inside an expression.`,
      remedy:
        `As a superuser in ${escapeIdentifier(database)}: ` +
        'REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;',
    },
  ];
}
