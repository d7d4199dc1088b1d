import { codeOf } from '../../src/engine/error-code.js';
import type { IsolationCase } from './isolation-case.js';
import type { Findings } from './isolation-report.js';
import type { SubjectTenant } from './isolation-subject.js';
import { NEVER, reportForeign } from './load.case.js';
import { marked } from './marks.js';
import type { PreparedSubject } from './prepared-subject.js';

const PLANNED = 'planned by the isolation kit';
const ROUNDS = 30;

/** Anything but an error with this code is a leak. */
export async function expectCode(
  code: string,
  what: string,
  findings: Findings,
  work: () => unknown,
): Promise<void> {
  const seen = await Promise.resolve()
    .then(work)
    .then(
      () => 'done',
      (error: unknown) => codeOf(error) ?? String(error),
    );
  if (seen === code) findings.count('refused');
  else findings.leak(`${what}: ${seen}, not ${code}`);
}

const outsideCase: IsolationCase = {
  name: 'fails a statement outside any tenant',
  run: async (subject, findings) => {
    const { rows, tenancy } = subject;
    const tries: Record<string, () => unknown> = {
      'a find': () => rows.find(),
      'a save': () => rows.save(subject.subject.entity.make(marked('nobody', NEVER))),
      'a query': () => rows.query('SELECT 1'),
      'a query builder': () => rows.createQueryBuilder('row').getMany(),
      'a data source': () => tenancy.dataSource().query('SELECT 1'),
    };
    for (const [what, work] of Object.entries(tries))
      await expectCode('no_tenant', `${what} outside any tenant`, findings, work);
  },
};

const wrongTenantCase: IsolationCase = {
  name: 'refuses to save or remove a row of A in B',
  run: async (subject, findings) => {
    const [a, b] = subject.pair;
    const before = await subject.texts(b);
    const ofA = await subject.run(a, async () => (await subject.rows.find({ take: 1 }))[0]);
    if (!ofA) return findings.fault(`${a.slug} has no row to try with`);
    for (const work of ['save', 'remove'] as const) {
      const attempt = () =>
        subject.run(b, () => (work === 'save' ? subject.rows.save(ofA) : subject.rows.remove(ofA)));
      await expectCode('wrong_tenant', `to ${work} a row of ${a.slug} in ${b.slug}`, findings, attempt);
    }
    if ((await subject.texts(b)).length !== before.length)
      findings.leak(`${b.slug} has another number of rows than before`);
  },
};

const transactionCase: IsolationCase = {
  name: 'commits and rolls back interleaved transactions in their own tenant',
  run: async (subject, findings) => {
    const pair = subject.pair;
    const before = await Promise.all(pair.map((tenant) => subject.texts(tenant)));
    const rounds = Array.from({ length: ROUNDS }, (_, n) => pair.map((tenant) => round(subject, tenant, n)));
    await Promise.all(rounds.flat());
    for (const [index, tenant] of pair.entries()) {
      const texts = await subject.texts(tenant);
      reportForeign(tenant, texts, findings);
      const added = texts.length - (before[index]?.length ?? 0);
      const kept = Array.from({ length: ROUNDS }, (_, n) => n).filter((n) => !fails(n)).length;
      if (added !== kept) findings.leak(`${tenant.slug} has ${added} new rows, not ${kept}`);
    }
  },
};

const fails = (n: number): boolean => n % 3 === 0;

async function round(subject: PreparedSubject, tenant: SubjectTenant, n: number): Promise<void> {
  const { entity } = subject.subject;
  const work = subject.run(tenant, () =>
    subject.tenancy.dataSource().transaction(async (manager) => {
      await manager.save(entity.type, entity.make(marked(tenant.slug, `round ${n}`)));
      await manager.count(entity.type);
      if (fails(n)) throw new Error(PLANNED);
    }),
  );
  await work.catch((error: Error) => {
    if (error.message !== PLANNED) throw error;
  });
}

export const PROGRAM_CASES: readonly IsolationCase[] = [outsideCase, wrongTenantCase, transactionCase];
