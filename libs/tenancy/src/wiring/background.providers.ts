import type { Provider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { Background } from '../background/background.js';
import { MACHINE_CLOCK } from '../clock.js';
import { JobClaims } from '../background/job-claims.js';
import { JobQueue } from '../background/job-queue.js';
import { JobRun } from '../background/job-run.js';
import { JobWorker } from '../background/job-worker.js';
import { Outbox } from '../background/outbox/outbox.js';
import { Schedules } from '../background/schedules.js';
import { CatalogListener } from '../catalog/catalog-listener.js';
import { ProcessShare } from '../catalog/process-share.js';
import { SecretBox } from '../catalog/secrets/secret-box.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { DomainRecheck } from '../domains/domain-recheck.js';
import { engineOfUrl } from '../engine/engines.js';
import { newOwner } from '../operations/process-identity.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import { Tenancy } from '../tenancy.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';

const SLOTS = 4;
const SLOTS_EACH = 2;
const RECHECK = 'domains.recheck';

export const backgroundProviders = [
  {
    provide: JobQueue,
    inject: [CONTROL_DATA_SOURCE, TENANCY_OPTIONS],
    useFactory: (control: DataSource, { clock = MACHINE_CLOCK }: TenancyOptions) =>
      new JobQueue(control, clock),
  },
  {
    provide: Schedules,
    inject: [CONTROL_DATA_SOURCE, JobQueue, DomainRecheck, TENANCY_OPTIONS],
    useFactory: (...[control, queue, recheck, { clock = MACHINE_CLOCK }]: ScheduleParts) => {
      const schedules = new Schedules(control, queue, clock);
      queue.register({
        kind: RECHECK,
        scope: 'platform',
        run: async ({ signal }) => void (await recheck.run(clock.now(), signal)),
      });
      schedules.register({ name: RECHECK, cron: '* * * * *', job: { kind: RECHECK } });
      return schedules;
    },
  },
  {
    provide: JobWorker,
    inject: [CONTROL_DATA_SOURCE, JobQueue, TenantCatalog, Tenancy, TENANCY_OPTIONS],
    useFactory: (...[control, queue, tenants, tenancy, options]: WorkerParts) => {
      const { clock = MACHINE_CLOCK, controlUrl, jobs } = options;
      const claims = new JobClaims(control, newOwner(), engineOfUrl(controlUrl).databaseTime);
      const run = new JobRun({ queue, claims, tenants, tenancy, clock });
      const slots = { slots: jobs?.slots ?? SLOTS, slotsEach: jobs?.slotsEach ?? SLOTS_EACH };
      return new JobWorker({ queue, claims, run, clock, ...slots });
    },
  },
  {
    provide: Outbox,
    inject: [JobQueue, SecretBox, TENANCY_OPTIONS],
    useFactory: (queue: JobQueue, box: SecretBox, { clock = MACHINE_CLOCK }: TenancyOptions) =>
      new Outbox(queue, box, clock),
  },
  {
    provide: Background,
    inject: [HttpAdapterHost, ProcessShare, CatalogListener, Schedules, JobWorker],
    useFactory: (host: HttpAdapterHost, ...works: BackgroundParts) =>
      new Background(() => Boolean(host.httpAdapter), works),
  },
] satisfies Provider[];

type ScheduleParts = [DataSource, JobQueue, DomainRecheck, TenancyOptions];
type WorkerParts = [DataSource, JobQueue, TenantCatalog, Tenancy, TenancyOptions];
type BackgroundParts = [ProcessShare, CatalogListener, Schedules, JobWorker];
