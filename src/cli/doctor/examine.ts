import { type Diagnosis, Doctor, type Finding, isProblem } from '@tenantry/nest/operator';
import { openUntouchedApp } from '../run/cli.app.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';
import { EXIT } from '../run/exit-code.js';
import { HardeningDoctor } from '../checks/hardening.js';
import { ProgramDoctor } from '../checks/program-doctor.js';

const COLUMNS: Columns<Finding> = {
  Where: ({ subject }) => subject,
  Check: ({ check }) => check,
  '': ({ level }) => level,
  'What is wrong': ({ message }) => message,
  'What to do': ({ remedy }) => remedy,
};

/** Looks at everything, or at one tenant and what it stands on; stops between two tenants on SIGINT. */
export async function examine(cli: Cli, { tenant }: { tenant?: string }): Promise<void> {
  const app = await openUntouchedApp(cli.io.env);
  const progress = cli.progress();
  try {
    const program = [
      ...(await app.get(ProgramDoctor).examine()),
      ...(await app.get(HardeningDoctor).examine()),
    ];
    const found = await app.get(Doctor, { strict: false }).examine({
      ...(tenant !== undefined && { slug: tenant }),
      signal: cli.io.stopSignal(),
      onProgress: (done, total) => progress.reach(done, total),
    });
    progress.end();
    show(cli, { ...found, findings: [...program, ...found.findings] });
  } finally {
    progress.end();
    await app.close();
  }
}

function show(cli: Cli, { findings, interrupted }: Diagnosis): void {
  const problems = findings.filter(isProblem);
  const warnings = findings.filter(({ level }) => level === 'warning');
  if (problems.length > 0 || interrupted) cli.exitCode = EXIT.failed;
  const counts = { checks: findings.length, problems: problems.length, warnings: warnings.length };
  cli.output.result({ ...counts, interrupted, findings }, () =>
    [
      ...(problems.length + warnings.length > 0
        ? [cli.output.table(COLUMNS, [...problems, ...warnings])]
        : [cli.output.good('All is well.')]),
      `${counts.checks} checks, ${counts.problems} problems, ${counts.warnings} warnings.`,
      ...(interrupted ? ['Stopped between two tenants: the rest was not looked at.'] : []),
    ].join('\n'),
  );
}
