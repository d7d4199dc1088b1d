import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { done, newCompany, newCustomer, newDraft, sortedStatuses } from '../../support/sales.support.js';

const numberOf = (value: number) => `INV-2010-${String(value).padStart(6, '0')}`;
const range = (length: number) => Array.from({ length }, (_, index) => index + 1);

describe.each(TEST_ENGINES)('Invoice numbers on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let customerId: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    customerId = (await newCustomer(acme)).id;
  });
  afterAll(() => platform?.close());

  const drafts = (count: number, issueDate: string): Promise<Json[]> =>
    Promise.all(range(count).map(() => newDraft(acme, { customerId, issueDate })));
  const issue = (draft: Json, body?: object) => acme.post(`/api/sales/invoices/${draft.id}/issue`, body);
  const issued = async (): Promise<Json[]> => {
    const { items } = await done(
      acme.get('/api/sales/invoices?limit=100&sort=number&from=2010-01-01&to=2010-12-31'),
    );
    return items.filter(({ status }: Json) => status !== 'draft');
  };

  it('have no gap and no double among 50 issues at once of which some fail', async () => {
    const first = await newDraft(acme, { customerId, issueDate: '2010-06-01' });
    expect((await issue(first)).status).toBe(200);
    const good = await drafts(35, '2010-06-01');
    const tooEarly = await drafts(8, '2010-05-31');
    const stale = await drafts(7, '2010-06-01');
    // Mixed, so that failing ones stand between the others in every queue.
    const calls = [
      ...good.map((draft, index) => ({ at: index * 3, call: () => issue(draft) })),
      ...tooEarly.map((draft, index) => ({ at: index * 11, call: () => issue(draft) })),
      ...stale.map((draft, index) => ({ at: index * 13, call: () => issue(draft, { version: 7 }) })),
    ].sort((a, b) => a.at - b.at);

    const answers = await Promise.all(calls.map(({ call }) => call()));

    expect(sortedStatuses(answers)).toEqual([
      ...Array(35).fill(200),
      ...Array(7).fill(409),
      ...Array(8).fill(422),
    ]);
    const numbers = (await issued()).map(({ number }) => number);
    expect(numbers).toEqual(range(36).map(numberOf));
  });

  it('are given back by an issue that fails after taking one', async () => {
    const before = (await issued()).length;
    const [blocked, next] = await drafts(2, '2010-07-01');
    await done(acme.post('/api/accounting/periods/2010-07/close', { force: true, reason: 'drafts stay' }));
    expect((await issue(blocked)).body.code).toBe('period_closed');
    expect(await done(acme.get(`/api/sales/invoices/${blocked.id}`))).toMatchObject({
      status: 'draft',
      number: null,
      version: 1,
    });
    const { number } = await done(issue(next, { issueDate: '2010-08-01' }));
    expect(number).toBe(numberOf(before + 1));
  });

  it('are given to one of two issues of the same draft', async () => {
    const [draft] = await drafts(1, '2010-09-01');
    const answers = await Promise.all(range(5).map(() => issue(draft)));
    expect(sortedStatuses(answers)).toEqual([200, 409, 409, 409, 409]);
  });

  it('start without a clash when the first two of a year come at once', async () => {
    const first = await drafts(6, '2015-01-01');
    const answers = await Promise.all(first.map((draft) => issue(draft)));
    const numbers = answers.map(({ body }) => body.number as string).toSorted((a, b) => (a < b ? -1 : 1));
    expect(numbers).toEqual(range(6).map((value) => `INV-2015-${String(value).padStart(6, '0')}`));
  });
});
