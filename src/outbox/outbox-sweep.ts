import { JobQueue, Outbox, Schedules, TenantCatalog } from '@tenantry/nest/operator';
import { Injectable, type OnModuleInit } from '@nestjs/common';

const SWEEP = 'outbox.sweep';
const ADOPT = 'outbox.adopt';
/** At night, UTC: every store is opened once. */
const NIGHTLY = '17 3 * * *';

/** Entries of outboxes whose jobs were lost, as by a control database that was put back, get new ones. */
@Injectable()
export class OutboxSweep implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly schedules: Schedules,
    private readonly outbox: Outbox,
    private readonly tenants: TenantCatalog,
  ) {}

  onModuleInit(): void {
    this.queue.register({ kind: SWEEP, scope: 'platform', run: () => this.askAll() });
    this.queue.register({
      kind: ADOPT,
      scope: 'tenant',
      run: async () => void (await this.outbox.adopt()),
    });
    this.schedules.register({ name: SWEEP, cron: NIGHTLY, job: { kind: SWEEP } });
  }

  private async askAll(): Promise<void> {
    for (const { id, slug } of await this.tenants.list({ status: 'active' }))
      await this.queue.add({ kind: ADOPT, tenant: { id, slug }, key: 'nightly' });
  }
}
