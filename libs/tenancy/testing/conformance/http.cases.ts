import { Agent } from 'node:http';
import type { IsolationCase } from './isolation-case.js';
import { NEVER, reportForeign } from './load.case.js';
import { marked, marksOf } from './marks.js';

class CountingAgent extends Agent {
  opened = 0;

  override createConnection(
    ...input: Parameters<Agent['createConnection']>
  ): ReturnType<Agent['createConnection']> {
    this.opened += 1;
    return super.createConnection(...input);
  }
}

const servedCase: IsolationCase = {
  name: 'still serves every tenant its own rows and no others, and kept nothing of what failed',
  run: async (subject, findings) => {
    for (const tenant of subject.subject.tenants) {
      await subject.visitor(tenant, findings).list();
      const texts = await subject.texts(tenant);
      reportForeign(tenant, texts, findings);
      if (texts.length < subject.load.rows)
        findings.fault(`${tenant.slug} has ${texts.length} rows, not its ${subject.load.rows}`);
      if (texts.includes(marked(tenant.slug, NEVER)))
        findings.fault(`${tenant.slug} kept a row of a request or transaction that failed`);
    }
  },
};

const keepAliveCase: IsolationCase = {
  name: 'gives A, B, A on one keep-alive socket each its own rows',
  run: async (subject, findings) => {
    const agent = new CountingAgent({ keepAlive: true, maxSockets: 1 });
    const [a, b] = subject.pair;
    for (const tenant of [a, b, a, b, a]) {
      const { raw } = await subject.visitor(tenant, findings, agent).list();
      if (marksOf(tenant.slug, raw.toString('utf8')) === 0)
        findings.fault(`${tenant.slug} saw no row of its own`);
    }
    agent.destroy();
    if (agent.opened !== 1) findings.fault(`${agent.opened} sockets were opened: this case shows nothing`);
  },
};

const tokenCase: IsolationCase = {
  name: 'refuses a user of A on the host of B, also right after B was served on the same socket',
  run: async (subject, findings) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const [a, b] = subject.pair;
    const { routes } = subject.subject;
    const before = await subject.texts(b);
    const visitor = subject.visitor(b, findings, agent);
    for (const request of [routes.list(), routes.create(marked(a.slug, 'by a user of A'))]) {
      await visitor.list();
      // What B's own users may see is no row of another: that A's user is let in is the leak.
      if (!(await visitor.expectRefused(request, a.headers)))
        findings.leak(`${request.method} ${request.path} of ${b.slug} let in a user of ${a.slug}`);
    }
    agent.destroy();
    if ((await subject.texts(b)).length !== before.length)
      findings.leak(`a user of ${a.slug} wrote in ${b.slug}`);
  },
};

const foreignIdCase: IsolationCase = {
  name: 'finds nothing and changes nothing by an id of another tenant',
  run: async (subject, findings) => {
    const [a, b] = subject.pair;
    const { routes } = subject.subject;
    const text = marked(b.slug, 'not to be touched');
    const id = await subject.visitor(b, findings).create(text);
    if (id === undefined) return;
    const before = await subject.texts(b);
    const requests = [routes.read(id), ...(routes.withId?.(id, marked(a.slug, 'taken')) ?? [])];
    for (const request of requests) {
      if (!(await subject.visitor(a, findings).expectRefused(request)))
        findings.leak(`${request.method} ${request.path} took an id of another tenant`);
    }
    if ((await subject.texts(b)).sort().join('\n') !== before.sort().join('\n'))
      findings.leak(`${a.slug} changed rows of ${b.slug}`);
    findings.expectCounted('refused');
  },
};

export const HTTP_CASES: readonly IsolationCase[] = [servedCase, keepAliveCase, tokenCase, foreignIdCase];
