import { Tenancy } from '@tenantry/nest';
import { ConflictError } from '../../../src/kernel/errors.js';
import { IdempotencyService } from '../../../src/features/idempotency/idempotency.service.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { done, newCompany, newDraft, newInvoice } from '../../support/sales.support.js';

const UNKNOWN_USER = '01a1fd9a-7986-708e-b617-4896a1f24cbb';

describe.each(TEST_ENGINES)('Idempotency keys on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const pay = (id: string, key: string, amount = '10.00', company = acme) =>
    company.post(
      `/api/sales/invoices/${id}/payments`,
      { amount, method: 'cash' },
      { headers: { 'idempotency-key': key } },
    );
  const paid = async (id: string): Promise<Json> => (await done(acme.get(`/api/sales/invoices/${id}`))).paid;

  it('give the first answer again and do nothing twice', async () => {
    const { id } = await newInvoice(acme);
    const first = await pay(id, 'key-1');
    const second = await pay(id, 'key-1');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.raw.equals(first.raw)).toBe(true);
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await paid(id)).toBe('10.00');
  });

  it('take another spelling of the path for the same', async () => {
    const { id } = (await newInvoice(acme)) as { id: string };
    const first = await pay(id, 'path');
    const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
    for (const spelling of [id.toUpperCase(), encoded, id.toUpperCase().replace('-', '%2D')]) {
      const again = await pay(spelling, 'path');
      expect([spelling, again.status, again.headers['idempotency-replayed']]).toEqual([
        spelling,
        201,
        'true',
      ]);
      expect(again.body).toEqual(first.body);
    }
    expect(await paid(id)).toBe('10.00');
  });

  it('take the same body in another spelling for the same', async () => {
    const { id } = await newInvoice(acme);
    await pay(id, 'spelling');
    const headers = { 'idempotency-key': 'spelling', 'content-type': 'application/json' };
    const again = await acme.post(
      `/api/sales/invoices/${id}/payments`,
      '{ "method": "cash", "amount": "10.00" }',
      { headers },
    );
    expect(again.status).toBe(201);
    expect(await paid(id)).toBe('10.00');
  });

  it('refuse another body', async () => {
    const { id } = await newInvoice(acme);
    await pay(id, 'key-2');
    const { status, body } = await pay(id, 'key-2', '11.00');
    expect([status, body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('belong to a path', async () => {
    const [one, other] = [await newInvoice(acme), await newInvoice(acme)];
    await pay(one.id, 'key-3');
    await pay(other.id, 'key-3');
    expect([await paid(one.id), await paid(other.id)]).toEqual(['10.00', '10.00']);
  });

  it('are free again after a refusal', async () => {
    const { id } = await newDraft(acme);
    expect((await pay(id, 'key-4')).status).toBe(409);
    await done(acme.post(`/api/sales/invoices/${id}/issue`));
    expect((await pay(id, 'key-4')).status).toBe(201);
  });

  it('carry out one of many uses at once', async () => {
    const { id } = await newInvoice(acme);
    const answers = await Promise.all(Array.from({ length: 8 }, () => pay(id, 'key-5')));
    // Those that came while it was carried out are refused, those after it are told its answer.
    expect([201, 409]).toEqual(expect.arrayContaining(answers.map(({ status }) => status)));
    expect(await paid(id)).toBe('10.00');
  });

  it('refuse a second use while the first is being carried out', async () => {
    const service = platform.app.get(IdempotencyService, { strict: false });
    const call = { userId: UNKNOWN_USER, path: '/', key: 'key-6', bodyHash: '' };
    const { promise: end, resolve: finish } = Promise.withResolvers<string>();
    const once = (work: () => Promise<string>) =>
      platform.app.get(Tenancy).run('acme', () => service.once(call, work));
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const first = once(() => {
      begin();
      return end;
    });
    await begun;
    await expect(once(() => end)).rejects.toThrow(ConflictError);
    finish('done');
    expect(await first).toEqual({ answer: 'done', replayed: false });
    expect(await once(() => end)).toEqual({ answer: 'done', replayed: true });
  });

  it('are forgotten after 24 hours', async () => {
    const { id } = await newInvoice(acme);
    await pay(id, 'key-7');
    const tenancy = platform.app.get(Tenancy);
    const age = `UPDATE idempotency_keys SET created_at = '2020-01-01 00:00:00' WHERE path LIKE '%${id}%'`;
    await tenancy.run('acme', () => tenancy.dataSource().query(age));
    expect((await pay(id, 'key-7', '11.00')).status).toBe(201);
    expect(await paid(id)).toBe('21.00');
  });

  it('make an issue without a body repeatable', async () => {
    const { id } = await newDraft(acme);
    const issue = () =>
      acme.post(`/api/sales/invoices/${id}/issue`, undefined, { headers: { 'idempotency-key': 'issue' } });
    const [first, second] = [await issue(), await issue()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });

  it.each(['', 'two words', 'x'.repeat(201)])('are refused when malformed: %j', async (key) => {
    const { id } = await newInvoice(acme);
    const { status, body } = await pay(id, key);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', 'Idempotency-Key']);
  });

  it('of one tenant mean nothing to another', async () => {
    const globex = await newCompany(platform, 'globex');
    const [mine, theirs] = [await newInvoice(acme), await newInvoice(globex)];
    await pay(mine.id, 'shared');
    expect((await pay(theirs.id, 'shared', '12.00', globex)).status).toBe(201);
  });
});
