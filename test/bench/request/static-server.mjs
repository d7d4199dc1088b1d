// The same feature modules for one company: the same controllers, services, guards, pipes, logs, metrics and headers,
// the same check of the signed-in user, over one static TypeORM DataSource. No host, no resolver, no scope, no registry.
import { randomUUID } from 'node:crypto';
import { Module, Scope } from '@nestjs/common';
import { APP_GUARD, REQUEST } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { built, installed } from '../built.mjs';
import { serveParent } from '../server-process.mjs';
import { featuresOf } from './features.mjs';
import { CUSTOMER_COUNT } from './fill.mjs';
import { liftRateLimits } from './no-limits.mjs';

const { Logger } = installed('nestjs-pino');
/** `perRequest`: the data source is looked up by a provider of Scope.REQUEST, as most recipes for tenants say. */
const [settings, { storeUrl, headers, perRequest = false }] = process.argv
  .slice(2)
  .map((text) => JSON.parse(text));
const config = built('src/config/config').loadConfig(settings);
const { Tenancy } = built('libs/tenancy/src/index');
const { tenantRepositoryToken, TENANT_DATA_SOURCE_PROXY } = built(
  'libs/tenancy/src/repository/inject-tenant-repository',
);
const { SnakeNamingStrategy } = built('libs/tenancy/src/schema/snake-naming.strategy');
const { Customer } = built('src/features/sales/rows/customer.entity');
const { CompanyService } = built('src/features/company/company.service');
const { CompanySettings } = built('src/features/company/company-settings.entity');
const { AuditService } = built('src/identity/audit/audit.service');
const { PlaneAuthGuard } = built('src/http/auth/plane-auth.guard');
const { PlaneAuthenticator } = built('src/http/auth/plane-authenticator');
const { RememberingStrategy } = built('src/http/auth/remembering.strategy');
const { Session } = built('src/http/sessions/session.entity');
const { jwtOptions } = built('src/http/sessions/jwt-options');
const { tokenKey } = built('src/http/sessions/token-key');
const { RequestLog } = built('src/http/log/request-log');
const { addMetricsHook } = built('src/http/metrics/metrics.hook');
const { RequestMetrics } = built('src/http/metrics/request-metrics');
const { SignedInUsers } = built('src/identity/sessions/signed-in-users');
const { User } = built('src/identity/rows/user.entity');
const { UserLocation } = built('src/identity/rows/place-binding.entity');

const features = featuresOf([built('src/features/sales/sales.module').SalesModule]);

const dataSource = await new DataSource({
  ...connectionOptions(storeUrl),
  entities: [...features.entities, User, UserLocation, Session],
  namingStrategy: new SnakeNamingStrategy(),
  // Outside a tenant's data source these entities would make a new id for every row they are read into.
  entitySkipConstructor: true,
}).initialize();

const users = new SignedInUsers(
  dataSource.getRepository(User),
  dataSource.getRepository(Session),
  { load: (found) => Promise.resolve(found) },
  { current: () => ({ id: 'the only one' }) },
  { of: () => 0 },
);
const strategy = new RememberingStrategy(
  jwtOptions(tokenKey(config.jwtSecret, 'tenant'), 'tenant'),
  (claims, done) => {
    users.get(claims.sub, claims.sid).then((user) => {
      const active = user?.active && claims.ver === user.tokenVersion;
      done(null, active && { ...user, kind: 'user', sessionId: claims.sid });
    }, done);
  },
);
const authenticator = new PlaneAuthenticator();
authenticator.use('tenant-jwt', strategy);

class SettingsModule {}
Module({
  providers: [
    { provide: built('src/config/config').AppConfig, useValue: config },
    // The logs ask for the tenant of each line; here there is none.
    { provide: Tenancy, useValue: { find: () => undefined, current: () => ({ id: 'the only one' }) } },
  ],
  exports: [built('src/config/config').AppConfig, Tenancy],
})(SettingsModule);

/** A cache lives longer than a request, whatever the scope of the service that uses it. */
function companyProvider() {
  if (!perRequest) return CompanyService;
  const kept = new CompanyService(undefined, undefined, { current: () => ({ id: 'the only one' }) });
  return {
    provide: CompanyService,
    inject: [tenantRepositoryToken(CompanySettings), AuditService],
    useFactory: (settings, audit) =>
      Object.assign(Object.create(CompanyService.prototype), kept, { settings, audit }),
  };
}

/** The data source and the repositories, made once or for each request. */
function storeProviders() {
  const scope = perRequest ? Scope.REQUEST : Scope.DEFAULT;
  const byHost = new Map([['bench.localhost', dataSource]]);
  const source = perRequest
    ? { inject: [REQUEST], useFactory: (request) => byHost.get(request.host) }
    : { useFactory: () => dataSource };
  const repositories = features.entities.map((entity) => ({
    provide: tenantRepositoryToken(entity),
    scope,
    inject: [TENANT_DATA_SOURCE_PROXY],
    useFactory: (found) => found.getRepository(entity),
  }));
  return [{ provide: TENANT_DATA_SOURCE_PROXY, scope, ...source }, ...repositories];
}

class StaticModule {}
Module({
  imports: [
    { module: SettingsModule, global: true },
    built('src/http/log/log.module').LogModule,
    { module: built('src/http/server/http.module').HttpModule },
  ],
  controllers: features.controllers,
  providers: [
    ...features.providers.filter((provider) => provider !== CompanyService),
    companyProvider(),
    ...storeProviders(),
    { provide: PlaneAuthenticator, useValue: authenticator },
    built('src/http/limits/tenant-budgets').TenantBudgets,
    { provide: APP_GUARD, useClass: PlaneAuthGuard },
  ],
})(StaticModule);

// What only other routes of these classes need (audit, health) is an empty object here.
const module = await Test.createTestingModule({ imports: [StaticModule] })
  .useMocker(() => ({}))
  .compile();
const app = module.createNestApplication(adapter(), { bufferLogs: true, bodyParser: false });
app.useLogger(app.get(Logger));
app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready'] });
const fastify = app.getHttpAdapter().getInstance();
built('src/http/server/http.hooks').addRequestHook(fastify, app.get(RequestLog));
addMetricsHook(fastify, new RequestMetrics(), { read: () => ({ kind: 'tenant' }) });
built('src/http/server/common-headers').addCommonHeaders(fastify, config);
liftRateLimits(app);
await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address();
await fillCustomers();
serveParent({ port, headers }, async () => {
  await app.close();
  await dataSource.destroy();
});

/** Both sides have written rows before they are measured, to the same store, and list the same ones. */
async function fillCustomers() {
  for (let index = 0; index < CUSTOMER_COUNT; index += 1) {
    const row = {
      code: `${perRequest ? 'R' : 'S'}-${index}`,
      name: `Customer ${index}`,
      email: `c${index}@x.test`,
    };
    await dataSource.transaction(async (manager) => {
      await manager.insert(Customer, manager.create(Customer, row));
      await manager.findOneByOrFail(Customer, { code: row.code });
    });
  }
}

/** The controllers carry the constraint `plane`; here every request is on the tenants' plane. */
function adapter() {
  const plane = {
    name: 'plane',
    mustMatchWhenDerived: false,
    deriveConstraint: () => 'tenant',
    storage: () => {
      const handlers = new Map();
      return {
        get: (key) => handlers.get(key) ?? null,
        set: (key, handler) => void handlers.set(key, handler),
      };
    },
  };
  return new FastifyAdapter({
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    skipMiddie: true,
    routerOptions: { constraints: { plane } },
  });
}

function connectionOptions(url) {
  if (!url.startsWith('sqlite:'))
    return { type: 'postgres', url, extra: { max: config.connectionsPerTenant } };
  return { type: 'better-sqlite3', database: url.slice('sqlite:'.length), enableWAL: true };
}
