import { startPlatform, type TestPlatform } from '../support/index.js';

describe('The platform over HTTP', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
  });
  afterAll(() => platform?.close());

  it('says that it lives, on any host', async () => {
    const answer = await platform.request('192.0.2.1').get('/health/live');
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok' } });
  });
});
