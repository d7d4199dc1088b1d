import { type Finding, findingsOf, TenantCatalog } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/config.js';
import { openFiles } from '../../boot/private-files.js';
import { isNodeNewEnough, NEEDED_NODE } from '../../boot/node-needed.js';

const SUBJECT = 'program';

/** Looks at what this process was started with. */
@Injectable()
export class ProgramDoctor {
  constructor(
    private readonly config: AppConfig,
    private readonly tenants: TenantCatalog,
  ) {}

  async examine(): Promise<Finding[]> {
    return [
      ...nodeFindings(process.versions.node),
      ...fileFindings(this.config),
      ...(await this.overrides()),
    ];
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

const MOST_NAMED = 3;

function fileFindings(config: AppConfig): Finding[] {
  const open = openFiles(config);
  const named = open.slice(0, MOST_NAMED).map(({ path }) => path);
  const more = open.length > MOST_NAMED ? ` and ${open.length - MOST_NAMED} more` : '';
  const faults = [
    {
      message: `Other users of this machine can read ${named.join(', ')}${more}.`,
      remedy: `The next start closes them, or: chmod go= ${named.join(' ')}`,
    },
  ];
  return findingsOf(SUBJECT, 'file modes', open.length === 0 ? [] : faults);
}

export function nodeFindings(version: string): Finding[] {
  const faults = isNodeNewEnough(version)
    ? []
    : [{ message: `This is Node ${version}; ${NEEDED_NODE} or newer is needed.`, remedy: 'Update Node.' }];
  return findingsOf(SUBJECT, 'node', faults);
}
