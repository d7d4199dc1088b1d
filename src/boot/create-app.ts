import { addTenantHook, HostReader } from '@tenantry/nest/fastify';
import { Tenancy, TenantResolver } from '@tenantry/nest';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from '../app.module.js';
import type { AppConfig } from '../config/config.js';
import { ACCOUNT_PAGES } from '../identity/pages/account-pages.js';
import { BootLogger } from './boot-logger.js';
import { keepFilesPrivate } from './private-files.js';
import { createAdapter } from '../http/server/adapter.js';
import { isForAnyHost } from '../kernel/request/any-host.decorator.js';
import { limitBodies } from '../kernel/request/body-limit.js';
import { takeCsvWhereMarked } from '../kernel/lists/csv-body.js';
import { ControlSchema } from '../start/control-schema.js';
import { ApiDocuments } from '../http/docs/api-documents.js';
import { DOCS_PATHS } from '../http/docs/docs-paths.js';
import { HOME_PATHS } from '../http/pages/home.paths.js';
import { addClosingHook, addRequestHook } from '../http/server/http.hooks.js';
import { takeJsonOnly } from '../http/server/json-body.js';
import { takeUploadsWhereMarked } from '../http/server/upload-body.js';
import { addLongAnswerHooks } from '../http/server/long-answer.js';
import { RequestLog } from '../http/log/request-log.js';
import { addMethodHook } from '../kernel/request/method.hook.js';
import { METRICS_PATHS } from '../http/metrics/metrics-paths.js';
import { addMetricsHook } from '../http/metrics/metrics.hook.js';
import { PublicPaths } from '../kernel/request/public-paths.js';
import { addQueryHook } from '../kernel/lists/query-shape.js';
import { RequestMetrics } from '../http/metrics/request-metrics.js';
import { addCommonHeaders } from '../http/server/common-headers.js';
import { addTidyHook } from '../http/server/tidy.hook.js';

/** The program as an HTTP server that doesn't listen yet: `main.ts` and the tests start the same one. */
export async function createApp(config: AppConfig): Promise<NestFastifyApplication> {
  keepFilesPrivate(config);
  // One of the program's services; it is there before the first request is.
  let reader: HostReader;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config),
    createAdapter(config, () => reader),
    { logger: new BootLogger(), bodyParser: false, abortOnError: false },
  );
  reader = app.get(HostReader);
  app.setGlobalPrefix('api', {
    exclude: [
      'health/live',
      'health/ready',
      'health/domain',
      ...METRICS_PATHS,
      ...ACCOUNT_PAGES,
      ...DOCS_PATHS,
      ...HOME_PATHS,
    ],
  });

  const fastify = app.getHttpAdapter().getInstance();
  limitBodies(fastify);
  takeJsonOnly(fastify);
  takeCsvWhereMarked(fastify);
  takeUploadsWhereMarked(fastify);
  app.get(PublicPaths).collect(fastify);
  addRequestHook(fastify, app.get(RequestLog));
  addMetricsHook(fastify, app.get(RequestMetrics), reader);
  addClosingHook(fastify);
  addLongAnswerHooks(fastify);
  addCommonHeaders(fastify, config);
  addQueryHook(fastify);
  addTenantHook(fastify, {
    reader,
    tenants: app.get(TenantResolver),
    tenancy: app.get(Tenancy),
    skip: isForAnyHost,
    found: (tenant, request) => {
      request.tenantSlug = tenant.slug;
    },
  });
  addTidyHook(fastify);
  addMethodHook(fastify, reader);
  app.get(ApiDocuments).describe(app);
  if (!config.migrateOnStart) await app.get(ControlSchema).assertCurrent();
  await app.init();
  app.useLogger(app.get(Logger));
  return app;
}
