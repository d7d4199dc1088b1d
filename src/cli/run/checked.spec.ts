import { checked } from './checked.js';
import { NewOperatorInput } from '../../control/operators/operator.dto.js';

describe('What is typed on the command line', () => {
  it('is tidied as over HTTP, but for passwords', async () => {
    const typed = { email: ' Ada@x.test ', name: ' A\u0308da\u00a0', password: ' long enough password ' };
    expect(await checked(NewOperatorInput, typed)).toMatchObject({
      ...{ email: 'ada@x.test', name: 'Äda', password: ' long enough password ' },
    });
  });

  it('is one line where a name is', async () => {
    await expect(checked(NewOperatorInput, { email: 'a@x.test', name: 'A\nB' })).rejects.toMatchObject({
      errors: [{ path: 'name' }],
    });
  });
});
