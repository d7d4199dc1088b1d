import { validateSync } from 'class-validator';
import { IsDiscount, IsMoney, IsQuantity, IsRate } from './money.validators.js';

class Sample {
  @IsMoney() price: unknown = '1.00';
  @IsMoney({ positive: true }) amount: unknown = '1.00';
  @IsQuantity() quantity: unknown = '1';
  @IsRate() rate: unknown = '0.2000';
  @IsDiscount() discount: unknown = '0.1000';
}

const problemsOf = (values: Partial<Sample>): string[] =>
  validateSync(Object.assign(new Sample(), values)).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );

describe('the validators of decimals', () => {
  it('accept strings', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('refuse JSON numbers and say why', () => {
    const numbers = { price: 12.5, amount: 1, quantity: 1, rate: 0.2, discount: 0.1 };
    expect(problemsOf(numbers)).toEqual([
      'price must be a string such as "12.50", not a JSON number: numbers lose decimals',
      'amount must be a string such as "12.50", not a JSON number: numbers lose decimals',
      'quantity must be a string such as "1.500", not a JSON number: numbers lose decimals',
      'rate must be a string such as "0.2000", not a JSON number: numbers lose decimals',
      'discount must be a string such as "0.1000", not a JSON number: numbers lose decimals',
    ]);
  });

  it.each([
    { price: '-1' },
    { price: '1e3' },
    { price: null },
    { amount: '0.00' },
    { quantity: '0' },
    { quantity: '1.0001' },
    { quantity: '-1' },
    { rate: '0.20000' },
    { discount: '1.0001' },
    { discount: '10%' },
  ])('refuse %j', (values) => {
    expect(problemsOf(values)).toHaveLength(1);
  });

  it('say how a rate in per cent is written', () => {
    expect(problemsOf({ rate: '19' })).toEqual(['rate must be a fraction below 1: 0.1900 for 19 %']);
    expect(problemsOf({ rate: '7.5 %' })).toEqual(['rate must be a fraction below 1: 0.0750 for 7.5 %']);
    expect(problemsOf({ rate: '1.0000' })).toEqual(['rate must be a fraction below 1: 0.0100 for 1 %']);
    expect(problemsOf({ rate: '1900' })).toEqual(['rate must be a fraction below 1: 0.1900 for 19 %']);
    expect(problemsOf({ rate: '0.9999' })).toEqual([]);
  });

  it('leave the size of an amount to its own refusal', () => {
    expect(problemsOf({ price: '99999999999999999999.00', quantity: '99999999999999999' })).toEqual([]);
  });
});
