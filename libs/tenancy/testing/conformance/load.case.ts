import type { IsolationCase } from './isolation-case.js';
import type { Findings } from './isolation-report.js';
import type { SubjectTenant } from './isolation-subject.js';
import { marked, marksOf } from './marks.js';
import type { PreparedSubject } from './prepared-subject.js';
import { repeatable } from './repeatable.js';
import type { Visitor } from './visitor.js';

/** What must be nowhere afterwards. */
export const NEVER = 'never there';
const PLANNED = 'planned by the isolation kit';
const EVICTIONS = 0.05;

interface Turn {
  readonly subject: PreparedSubject;
  readonly tenant: SubjectTenant;
  readonly visitor: Visitor;
  readonly findings: Findings;
}

/** What a client does in a turn; what stands there more often is done more often. */
const ACTIONS: readonly ((turn: Turn) => Promise<void>)[] = [
  list,
  list,
  list,
  list,
  list,
  createAndRead,
  fail,
  abort,
  commit,
  rollBack,
];

/** Many clients at once, each at another tenant in every turn; failures, aborts and evictions in between. */
export const loadCase: IsolationCase = {
  name: 'shows no client a row of another tenant under load',
  run: async (subject, findings) => {
    const clients = Array.from({ length: subject.load.clients }, (_, seed) =>
      client(subject, findings, seed),
    );
    await Promise.all(clients);
    findings.expectCounted('refused', 'aborted', 'committed', 'rolled back', 'evicted');
  },
};

async function client(subject: PreparedSubject, findings: Findings, seed: number): Promise<void> {
  const next = repeatable(seed);
  const { tenants } = subject.subject;
  for (let request = 0; request < subject.load.requests; request += 1) {
    const tenant = pick(tenants, next());
    if (next() < EVICTIONS) {
      await subject.evict(pick(tenants, next()));
      findings.count('evicted');
    }
    const visitor = subject.visitor(tenant, findings);
    const turn = { subject, tenant, visitor, findings };
    await pick(
      ACTIONS,
      next(),
    )(turn).catch((error: Error) => findings.fault(`${tenant.slug}: ${error.message}`));
  }
}

const pick = <T>(items: readonly T[], at: number): T => items[Math.floor(at * items.length)] as T;

async function list({ visitor, tenant, subject, findings }: Turn): Promise<void> {
  const { raw, status } = await visitor.list();
  const own = marksOf(tenant.slug, raw.toString('utf8'));
  if (status < 300 && own < subject.load.rows)
    findings.fault(`${tenant.slug} saw ${own} of its own ${subject.load.rows} rows`);
}

async function createAndRead({ visitor, tenant }: Turn): Promise<void> {
  const id = await visitor.create(marked(tenant.slug, 'made under load'));
  if (id !== undefined) await visitor.read(id);
}

async function fail({ visitor, tenant, subject }: Turn): Promise<void> {
  await visitor.expectRefused(subject.subject.routes.fail(marked(tenant.slug, NEVER)));
}

/** A client that goes away while its handler is at work. */
async function abort({ visitor, subject, findings }: Turn): Promise<void> {
  const gone = new AbortController();
  const pending = visitor.send(subject.subject.routes.list(), { signal: gone.signal });
  setImmediate(() => setImmediate(() => gone.abort()));
  await pending.catch(() => findings.count('aborted'));
}

async function commit(turn: Turn): Promise<void> {
  await transaction(turn, 'committed', () => undefined);
  turn.findings.count('committed');
}

async function rollBack(turn: Turn): Promise<void> {
  const failing = transaction(turn, NEVER, () => {
    throw new Error(PLANNED);
  });
  await failing.catch((error: Error) => {
    if (error.message !== PLANNED) throw error;
    turn.findings.count('rolled back');
  });
}

/** Writes, looks at everything there is, and ends as `end` does. */
function transaction({ subject, tenant, findings }: Turn, text: string, end: () => void): Promise<void> {
  const { entity } = subject.subject;
  return subject.run(tenant, () =>
    subject.tenancy.dataSource().transaction(async (manager) => {
      await manager.insert(entity.type, entity.make(marked(tenant.slug, text)));
      const rows = await manager.find(entity.type);
      reportForeign(
        tenant,
        rows.map((row) => entity.textOf(row)),
        findings,
      );
      end();
    }),
  );
}

/** Every text that isn't the tenant's own. */
export function reportForeign({ slug }: SubjectTenant, texts: readonly string[], findings: Findings): void {
  for (const text of texts)
    if (text.startsWith('owner=') && !text.startsWith(`owner=${slug};`))
      findings.leak(`${slug} read the row "${text}"`);
}
