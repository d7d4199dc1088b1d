import { OperationRunner, OperationStore, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { companyOf } from '../control/plans/new-company.js';
import type { DemoCompany } from './demo.companies.js';

interface Administrator {
  email: string;
  password: string;
}

/** Makes the tenant of a demo company, or lets the making of it that was begun before come to its end. */
@Injectable()
export class DemoCompanyMaker {
  constructor(
    private readonly config: AppConfig,
    private readonly tenants: TenantCatalog,
    private readonly creator: TenantCreator,
    private readonly operations: OperationStore,
    private readonly runner: OperationRunner,
  ) {}

  async isNeeded(): Promise<boolean> {
    return (await this.tenants.list({ limit: 1 })).length === 0;
  }

  async make(company: DemoCompany, administrator: Administrator): Promise<void> {
    const known = await this.tenants.find(company.slug);
    if (known && known.status !== 'provisioning' && known.status !== 'failed') return;
    await this.runner.finished(
      known ? await this.goOn(company.slug) : await this.begin(company, administrator),
    );
  }

  private async begin(company: DemoCompany, { email, password }: Administrator): Promise<string> {
    const { slug, name, multiLocation } = company;
    const { operationId } = await this.creator.create({
      slug,
      name,
      ...companyOf({
        multiLocation,
        adminEmail: email,
        adminPassword: password,
        maxUsers: this.config.defaultMaxUsers,
      }),
    });
    return operationId;
  }

  private async goOn(tenant: string): Promise<string> {
    const [operation] = await this.operations.list({ tenant, kind: 'provision', limit: 1 });
    if (!operation) throw new Error(`Nothing is written down of how the tenant "${tenant}" is being made.`);
    if (operation.status === 'failed') await this.runner.retry(operation.id);
    else this.runner.launch(operation.id);
    return operation.id;
  }
}
