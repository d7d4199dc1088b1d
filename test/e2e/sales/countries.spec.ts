import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { done, newCompany, newCustomer } from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('A country on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const settings = '/api/tenant/settings';
  const latest = async (query: string): Promise<Json> =>
    (await done(acme.get(`/api/audit?${query}&limit=1`))).items[0];

  it('of a customer is kept in capitals, and cleared by null', async () => {
    expect((await newCustomer(acme)).country).toBeNull();
    const { id, country } = await newCustomer(acme, { country: 'de' });
    expect(country).toBe('DE');
    const path = `/api/sales/customers/${id}`;
    expect((await done(acme.patch(path, { country: 'fr' }))).country).toBe('FR');
    expect((await done(acme.patch(path, { name: 'Other' }))).country).toBe('FR');
    expect((await done(acme.get(path))).country).toBe('FR');
    expect((await done(acme.patch(path, { country: null }))).country).toBeNull();
    expect(await latest(`entityId=${id}`)).toMatchObject({
      before: { country: 'FR' },
      after: { country: null },
    });
  });

  it('of the company is kept in capitals, and cleared by null', async () => {
    expect((await done(acme.get(settings))).country).toBeNull();
    expect((await done(acme.patch(settings, { country: 'es' }))).country).toBe('ES');
    expect((await done(acme.patch(settings, { name: 'Other' }))).country).toBe('ES');
    expect((await done(acme.get(settings))).country).toBe('ES');
    expect((await done(acme.patch(settings, { country: null }))).country).toBeNull();
    expect(await latest('entity=settings')).toMatchObject({
      before: { country: 'ES' },
      after: { country: null },
    });
  });

  it.each(['', 'D', 'DEU', 'XX', 'Germany', 49])('is none of ISO 3166: %j', async (country) => {
    const expected = { code: 'validation_failed', errors: [{ path: 'country' }] };
    const answers = [
      await acme.post('/api/sales/customers', { name: 'New', country }),
      await acme.patch(settings, { country }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body).toMatchObject(expected);
    }
  });
});
