import { type Finding, findingsOf, TenantCatalog } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config.js';
import { isNodeNewEnough, NEEDED_NODE } from '../../node-needed.js';

const SUBJECT = 'program';

/** Looks at what this process was started with. */
@Injectable()
export class ProgramDoctor {
  constructor(
    private readonly config: AppConfig,
    private readonly tenants: TenantCatalog,
  ) {}

  async examine(): Promise<Finding[]> {
    return [...nodeFindings(process.versions.node), ...(await this.overrides())];
  }

  /** A slug that is misspelt in a setting's name changes nothing, silently. */
  private async overrides(): Promise<Finding[]> {
    const tenants = await this.tenants.list().catch(() => undefined);
    // Without the control database nobody knows the tenants; that is said elsewhere.
    if (!tenants) return [];
    const known = new Set(tenants.map(({ slug }) => this.config.tenantDatabaseSetting(slug)));
    const unknown = this.config.tenantDatabaseUrls.filter((name) => !known.has(name));
    return findingsOf(
      SUBJECT,
      'settings',
      unknown.map((name) => ({
        message: `${name} names no tenant, so it does nothing.`,
        remedy: 'Correct the slug in its name, or remove it.',
        isWarning: true,
      })),
    );
  }
}

export function nodeFindings(version: string): Finding[] {
  const faults = isNodeNewEnough(version)
    ? []
    : [{ message: `This is Node ${version}; ${NEEDED_NODE} or newer is needed.`, remedy: 'Update Node.' }];
  return findingsOf(SUBJECT, 'node', faults);
}
