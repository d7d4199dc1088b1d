import { Random } from '../../../src/seed/books/random.js';
import { startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { MoneyHistory } from '../../support/money.history.js';

/** SQLite is quick enough for more; the others show that they count alike. */
const DOCUMENTS = { sqlite: 250, postgres: 120, mysql: 120 } as const;
/** Of the twelve that the long run has all of. */
const KINDS = { sqlite: 10, postgres: 8, mysql: 8 } as const;

describe.each(TEST_ENGINES)('The money of customers after a random history on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  it('is the same in the ledger, the ageing, the statements and at the bank on any day', async () => {
    const history = await MoneyHistory.begin(platform, 'acme');
    await history.play(DOCUMENTS[engine], new Random(20_261_130));
    await history.expectAllAgree({ days: 6, kinds: KINDS[engine] });
  }, 600_000);
});
