import { type Command, Option } from 'commander';
import type { Cli } from './run/cli.js';
import { addDomainCommands } from './domain/domain.commands.js';
import { wholeNumber } from './run/option-values.js';
import { addDatabaseOptions } from './tenant/database-options.js';

/** Actions are imported when they run, so that the command line answers quickly to everything else. */
export function addTenantCommands(program: Command, cli: Cli): void {
  const tenant = program.command('tenant').description('Companies: create, look after, fill, look inside.');
  addCreate(tenant, cli);
  addReading(tenant, cli);
  addChanging(tenant, cli);
  addConnection(tenant, cli);
  addFleet(tenant, cli);
  addDomainCommands(tenant, cli);
  addInside(tenant, cli);
}

function addCreate(tenant: Command, cli: Cli): void {
  const create = tenant
    .command('create <name> <slug> <adminEmail>')
    .description('make a tenant; prints its URL and a one-time invitation link for its administrator')
    .option('--max-users <number>', 'active users at most', wholeNumber(1))
    .option('--multi-location', 'allow more than one location')
    .addOption(
      new Option('--isolation <strategy>', 'how its rows are kept apart').choices([
        'database',
        'schema',
        'row',
      ]),
    )
    .option('--engine <engine>', 'engine of the store: postgres, mysql or sqlite')
    .option('--server <name>', 'server of the store')
    .option('--store <name>', 'name of the store (default: the prefix and the slug)')
    .option('--region <name>', 'region of the store')
    .option('--plan <name>', 'plan')
    .option('--currency <code>', 'ISO 4217 code (default: USD)')
    .option('--admin-password <password>', 'sign-in of the administrator, who is then not invited');
  addDatabaseOptions(create, 'place the store in this empty database').action(
    async (name: string, slug: string, adminEmail: string, options) => {
      const { createTenant } = await import('./tenant/create-tenant.js');
      await createTenant(cli, { ...options, name, slug, adminEmail });
    },
  );
}

function addReading(tenant: Command, cli: Cli): void {
  tenant
    .command('list')
    .description('all tenants')
    .option('--active-only', 'leave out what is suspended, deleted or not ready')
    .option('--check', 'connect to each store and say how it is')
    .action(async (options) => {
      const { listTenants } = await import('./tenant/list-tenants.js');
      await listTenants(cli, options);
    });
  tenant
    .command('show <slug>')
    .description('everything the catalog knows of a tenant')
    .action(async (slug: string) => {
      const { showTenant } = await import('./tenant/show-tenant.js');
      await showTenant(cli, slug);
    });
}

function addChanging(tenant: Command, cli: Cli): void {
  tenant
    .command('update <slug>')
    .description('change the name, limits and features of a tenant')
    .option('--name <name>', 'name of the company')
    .option('--admin-email <address>', 'address of its administrator')
    .option('--max-users <number>', 'active users at most', wholeNumber(1))
    .option('--multi-location', 'allow more than one location')
    .option('--no-multi-location', 'allow one location of each kind only')
    .option('--plan <name>', 'plan')
    .option('--enable <feature...>', 'switch modules and features on')
    .option('--disable <feature...>', 'switch them off: routes, document and roles go, rows stay')
    .action(async (slug: string, options) => {
      const { updateTenant } = await import('./tenant/update-tenant.js');
      await updateTenant(cli, slug, options);
    });
  for (const verb of ['suspend', 'resume'] as const) {
    tenant
      .command(`${verb} <slug>`)
      .description(verb === 'suspend' ? 'refuse its requests until it is resumed' : 'let it work again')
      .action(async (slug: string) => {
        const { changeTenantStatus } = await import('./tenant/change-tenant-status.js');
        await changeTenantStatus(cli, verb, slug);
      });
  }
}

function addConnection(tenant: Command, cli: Cli): void {
  const connection = tenant
    .command('connection <slug>')
    .description('where its store is; with a database, leads it there: the store must be there already')
    .option('--admin-url <url>', 'the same database as its owner, for migrations')
    .option('--region <name>', "the tenant's region, to say that the database lies there");
  addDatabaseOptions(connection, 'the database that holds the store now').action(
    async (slug: string, options) => {
      const { tenantConnection } = await import('./tenant/tenant-connection.js');
      await tenantConnection(cli, slug, options);
    },
  );
}

function addFleet(tenant: Command, cli: Cli): void {
  tenant
    .command('migrate')
    .description('bring the stores to the schema of this program')
    .option('--tenant <slug>', 'this one only')
    .option('--check', 'say what would be done, by the catalog; exit 1 when a store is behind')
    .option('--connect', 'with --check: ask each store; exit 1 when one is not as the catalog says')
    .option('--parallel <number>', 'tenants at work at once', wholeNumber(1), 4)
    .option(
      '--canary <number>',
      'so many first, one after another; one that fails stops the run',
      wholeNumber(0),
    )
    .option('--max-failures <number>', 'so many failures stop the run', wholeNumber(1))
    .option('--to <version>', 'apply migrations up to this one, by its name or timestamp')
    .addOption(new Option('--module <name>', 'up to the newest migration of this module').conflicts('to'))
    .action(async (options) => {
      const { migrateTenants } = await import('./tenant/migrate-tenants.js');
      await migrateTenants(cli, options);
    });
  tenant
    .command('test-connections')
    .description('latency and server version of each store')
    .option('--tenant <slug>', 'this one only')
    .action(async (options) => {
      const { testConnections } = await import('./tenant/test-connections.js');
      await testConnections(cli, options);
    });
}

function addInside(tenant: Command, cli: Cli): void {
  tenant
    .command('seed <slug>')
    .description('fill an empty tenant with realistic data')
    .addOption(new Option('--size <size>', 'how much').choices(['small', 'large']).default('small'))
    .addOption(new Option('--sample <name>', 'a real company instead').choices(['northwind']))
    .option('--seed <number>', 'the same number gives the same data', wholeNumber(0), 1)
    .action(async (slug: string, options) => {
      const { seedTenant } = await import('./tenant/seed-tenant.js');
      await seedTenant(cli, slug, options);
    });
  tenant
    .command('shell <slug>')
    .description('a JavaScript prompt inside the tenant (also reads a script from stdin)')
    .action(async (slug: string) => {
      const { openTenantShell } = await import('./tenant/tenant-shell.js');
      await openTenantShell(cli, slug);
    });
  tenant
    .command('sql <slug> [statement]')
    .description(
      "run one statement in the tenant's store, read-only; a prompt without one (also reads stdin)",
    )
    .option('--write', 'allow it to change rows')
    .action(async (slug: string, statement: string | undefined, options) => {
      if (statement === undefined) {
        const { openSqlPrompt } = await import('./tenant/sql-prompt.js');
        return openSqlPrompt(cli, { slug, ...options });
      }
      const { runTenantSql } = await import('./tenant/tenant-sql.js');
      return runTenantSql(cli, { slug, statement, ...options });
    });
}
