import { listedBy } from './invoice.listed.js';

describe('listedBy', () => {
  it('sorts by the day, the number and the due date', () => {
    expect(listedBy('2026-03-01', { number: 'INV-2026-000001', dueDate: '2026-04-01' })).toEqual({
      listedOn: '2026-03-01',
      listedNumber: 'INV-2026-000001',
      listedDue: '2026-04-01',
    });
  });

  it('puts what has no number or no due date behind', () => {
    expect(listedBy('2026-03-01', { number: null })).toEqual({
      listedOn: '2026-03-01',
      listedNumber: 'ZZZ',
      listedDue: '9999-12-31',
    });
  });

  it('sorts by so much of a foreign number as is indexed', () => {
    expect(listedBy('2026-03-01', { number: 'F'.repeat(60) }).listedNumber).toHaveLength(30);
  });
});
