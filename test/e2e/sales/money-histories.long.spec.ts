import { Random } from '../../../src/seed/books/random.js';
import { startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { MoneyHistory } from '../../support/money.history.js';

const DOCUMENTS = 5000;

describe.each(TEST_ENGINES)('The money of customers after five thousand documents on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  it('is the same in the ledger, the ageing, the statements and at the bank on any day', async () => {
    const history = await MoneyHistory.begin(platform, 'acme');
    await history.play(DOCUMENTS, new Random(20_261_201));
    await history.expectAllAgree({ days: 40, kinds: 12 });
  }, 7_200_000);
});
