import { Tenancy } from '@tenantry/nest';
import { TenantLimitReachedError } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { CompanyService } from '../features/company/company.service.js';
import { DemoCompanyMaker } from './demo-company.maker.js';
import { DemoCredentials, type DemoRecord, type DemoSignIn, newPassword } from './demo-credentials.js';
import { DEMO_COMPANIES, type DemoCompany } from './demo.companies.js';
import { DemoSeeder } from './demo.seeder.js';
import { AlreadySeededError } from './books/seed.errors.js';

/**
 * Two tenants to look around in, made at the first start of an empty deployment. The record of them is
 * written before anything is made, so that a start which was killed half-way is completed by the next one.
 */
@Injectable()
export class DemoTenants {
  private readonly credentials: DemoCredentials;

  constructor(
    private readonly config: AppConfig,
    private readonly maker: DemoCompanyMaker,
    private readonly tenancy: Tenancy,
    private readonly company: CompanyService,
    private readonly seeder: DemoSeeder,
  ) {
    this.credentials = new DemoCredentials(config.dataDir);
  }

  /** Where the sign-ins are kept. */
  get file(): string {
    return this.credentials.path;
  }

  /** The sign-ins of the tenants made by this start; none where there was nothing to make. */
  async ensure(): Promise<DemoSignIn[]> {
    const record = this.config.demo ? await this.begun() : undefined;
    if (!record) return [];
    const signIns: DemoSignIn[] = [];
    for (const [index, company] of DEMO_COMPANIES.entries()) {
      const signIn = record.signIns.find(({ tenant }) => tenant === company.slug);
      if (!signIn || !(await this.make(company, signIn))) continue;
      await this.tenancy.run(company.slug, () => this.fill(company, index + 1));
      signIns.push(signIn);
    }
    await this.credentials.write({ complete: true, signIns });
    return signIns;
  }

  /** False where MAX_TENANTS leaves no room for it. */
  private async make(company: DemoCompany, signIn: DemoSignIn): Promise<boolean> {
    try {
      await this.maker.make(company, signIn);
      return true;
    } catch (error) {
      if (error instanceof TenantLimitReachedError) return false;
      throw error;
    }
  }

  /** What is to be made: begun by an earlier start, or begun now because there is no tenant at all. */
  private async begun(): Promise<DemoRecord | undefined> {
    const known = await this.credentials.read();
    if (known && !known.complete) return known;
    if (!(await this.maker.isNeeded())) return undefined;
    const record = { complete: false, signIns: DEMO_COMPANIES.map((company) => this.newSignIn(company)) };
    await this.credentials.write(record);
    return record;
  }

  private newSignIn({ slug, name }: DemoCompany): DemoSignIn {
    const email = `owner@${slug}.example`;
    return { tenant: slug, name, url: this.config.urlOf(slug), email, password: newPassword() };
  }

  private async fill({ color, country, legal }: DemoCompany, seed: number): Promise<void> {
    await this.company.update({ country, legal, branding: { color } });
    await this.seeder.seed({ size: 'small', seed }).catch((error: unknown) => {
      // Seeding is one transaction: what is there was filled by the start that was killed.
      if (!(error instanceof AlreadySeededError)) throw error;
    });
  }
}
