import { FleetMigration, isNoSpace, OperationRunner } from '@tenantry/nest/operator';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { FirstOperator, type FirstOperatorReport } from '../control/operators/first-operator.js';
import type { DemoSignIn } from '../seed/demo-credentials.js';
import { DemoTenants } from '../seed/demo-tenants.js';
import { KeptSignIn } from './kept-sign-in.js';

/** What this start has made, with passwords that are shown once. */
export interface StartReport {
  readonly operator: FirstOperatorReport;
  readonly demo: readonly DemoSignIn[];
  /** Where the demo's sign-ins are kept. */
  readonly demoFile: string;
  /** Where the operator's is kept; undefined where it isn't. */
  readonly operatorFile?: string | undefined;
}

/** More tenants than this are migrated by an operator, who can watch: `tenant migrate`. */
const SMALL_FLEET = 50;

/** What a server does before its doors open. The command line runs the same modules without it. */
@Injectable()
export class ServerStart {
  private readonly logger = new Logger('Start');

  constructor(
    private readonly config: AppConfig,
    private readonly fleet: FleetMigration,
    private readonly operations: OperationRunner,
    private readonly operator: FirstOperator,
    private readonly demo: DemoTenants,
  ) {}

  async run(): Promise<StartReport> {
    await this.unlessFull('What an earlier run left', () => this.operations.resume());
    if (this.config.migrateOnStart) await this.unlessFull('The stores', () => this.migrateSmallFleet());
    const operator = await this.operator.ensure();
    const operatorFile = await this.keep(operator);
    return { operator, operatorFile, demo: await this.makeDemo(), demoFile: this.demo.file };
  }

  private async keep({ email, password }: FirstOperatorReport): Promise<string | undefined> {
    const kept = new KeptSignIn(this.config);
    if (password !== undefined) await kept.write({ url: this.config.urlOf('admin'), email, password });
    return kept.exists ? kept.path : undefined;
  }

  /** A full disk must not take what is there from everybody: reads are served, the rest is for the next start. */
  private async unlessFull(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isNoSpace(error)) throw error;
      this.logger.error(`The disk is full. ${what} must wait; reads are served.`);
    }
  }

  private async migrateSmallFleet(): Promise<void> {
    const behind = await this.fleet.behind();
    if (behind.length === 0) return;
    if (behind.length > SMALL_FLEET) {
      this.logger.warn(`${behind.length} tenants have an older schema. Run: tenant migrate`);
      return;
    }
    const { succeeded, failed } = await this.fleet.run({ slugs: behind });
    if (succeeded.length > 0) this.logger.log(`Migrated: ${succeeded.join(', ')}`);
    for (const { tenant, error } of failed)
      this.logger.error(`The tenant ${tenant} was not migrated: ${error}`);
  }

  /** A platform without its demo is still a platform: the next start tries again. */
  private async makeDemo(): Promise<DemoSignIn[]> {
    try {
      return await this.demo.ensure();
    } catch (error) {
      this.logger.error({ err: error }, 'The demo could not be made.');
      return [];
    }
  }
}
