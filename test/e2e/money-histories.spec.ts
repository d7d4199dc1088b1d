import { Random } from '../../src/seed/random.js';
import { startPlatform, TEST_ENGINES, type TestPlatform } from '../support/index.js';
import { MoneyHistory } from './money.history.js';

/** SQLite is quick enough for more; the others show that they count alike. */
const DOCUMENTS = { sqlite: 250, postgres: 90, mysql: 90 } as const;

describe.each(TEST_ENGINES)('The money of customers after a random history on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  it('is the same in the ledger, the ageing, the statements and at the bank on any day', async () => {
    const history = await MoneyHistory.begin(platform, 'acme');
    await history.play(DOCUMENTS[engine], new Random(20_261_130));
    await history.expectAllAgree(6);
  }, 600_000);
});
