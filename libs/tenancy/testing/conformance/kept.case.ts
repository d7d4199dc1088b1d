import type { EntityManager, ObjectLiteral, QueryRunner } from 'typeorm';
import type { IsolationCase } from './isolation-case.js';
import type { Findings } from './isolation-report.js';
import type { SubjectTenant } from './isolation-subject.js';
import { NEVER, reportForeign } from './load.case.js';
import { marked } from './marks.js';
import type { PreparedSubject } from './prepared-subject.js';
import { expectCode } from './program.cases.js';

type Tries = Record<string, () => unknown>;

/** What a singleton that keeps things could have got in a request of one tenant, and what it does with them later. */
class Kept {
  private constructor(
    readonly tries: Tries,
    private readonly runners: readonly QueryRunner[],
  ) {}

  static of(tenant: SubjectTenant, subject: PreparedSubject): Promise<Kept> {
    return subject.run(tenant, async () => {
      const dataSource = subject.tenancy.dataSource();
      const [idle, begun] = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
      // One connection: that is all a tenant is sure to get.
      await begun.startTransaction();
      const { entity } = subject.subject;
      const repository = dataSource.getRepository(entity.type);
      const extended = subject.rows.extend({ all: () => extended.find() });
      const query = dataSource.manager.createQueryBuilder(entity.type, 'row');
      const tries = {
        ...managerTries(dataSource.manager, 'manager', subject),
        ...managerTries(begun.manager, 'manager of an open transaction', subject),
        'a repository': () => repository.find(),
        'a repository, to insert': () => repository.insert(foreign(subject, tenant)),
        'a repository, to delete': () => repository.createQueryBuilder().delete().execute(),
        'an extended repository': () => extended.all(),
        'a query builder': () => query.getMany(),
        'a query builder that counts': () => query.getCount(),
        'a query builder that streams': () => query.stream(),
        'a query runner': () => idle.query('SELECT 1'),
        'a query runner, to begin': () => idle.startTransaction(),
        'the connection of a query runner': () => idle.connect(),
        'a query runner that has begun': () => begun.query('SELECT 1'),
        'a data source': () => dataSource.query('SELECT 1'),
        'a new query runner of a data source': () => dataSource.createQueryRunner(),
        'a transaction of a data source': () => dataSource.transaction(() => Promise.resolve()),
      };
      return new Kept(tries, [idle, begun]);
    });
  }

  async letGo(): Promise<void> {
    for (const runner of this.runners) await runner.release();
  }
}

const foreign = ({ subject }: PreparedSubject, { slug }: SubjectTenant): ObjectLiteral =>
  subject.entity.make(marked(slug, NEVER));

const managerTries = (manager: EntityManager, what: string, { subject }: PreparedSubject): Tries => ({
  [`a ${what}`]: () => manager.find(subject.entity.type),
  [`a ${what}, to save`]: () => manager.save(subject.entity.type, subject.entity.make(marked('kept', NEVER))),
  [`a ${what}, for its transaction`]: () => manager.transaction(() => Promise.resolve()),
});

export const keptCase: IsolationCase = {
  name: 'refuses what was got in A and kept: repositories, managers, queries, runners and data sources',
  run: async (subject, findings) => {
    const [a, b] = subject.pair;
    const before = await Promise.all([a, b].map((tenant) => subject.texts(tenant)));
    const kept = await Kept.of(a, subject);
    try {
      for (const [what, attempt] of Object.entries(kept.tries)) {
        await expectCode('wrong_tenant', `${what} of ${a.slug} in ${b.slug}`, findings, () =>
          subject.run(b, async () => attempt()),
        );
        await expectCode('no_tenant', `${what} of ${a.slug} outside any tenant`, findings, attempt);
      }
    } finally {
      await kept.letGo();
    }
    await tryInTransaction(subject, findings);
    const after = await Promise.all([a, b].map((tenant) => subject.texts(tenant)));
    for (const [index, tenant] of [a, b].entries()) {
      reportForeign(tenant, after[index] ?? [], findings);
      if (after[index]?.length !== before[index]?.length)
        findings.leak(`${tenant.slug} has another number of rows than before`);
    }
  },
};

/** One scope inside the other, as an event handler or a loader of another tenant would be. */
async function tryInTransaction(subject: PreparedSubject, findings: Findings): Promise<void> {
  const [a, b] = subject.pair;
  await subject.run(a, () =>
    subject.tenancy.dataSource().transaction(async (manager) => {
      for (const [what, attempt] of Object.entries(managerTries(manager, 'transaction manager', subject)))
        await expectCode('wrong_tenant', `${what} of ${a.slug} in ${b.slug}`, findings, () =>
          subject.run(b, async () => attempt()),
        );
      await manager.find(subject.subject.entity.type);
    }),
  );
}
