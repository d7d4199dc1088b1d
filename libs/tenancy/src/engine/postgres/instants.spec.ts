import { assert, date, property, stringMatching } from 'fast-check';
import { types } from 'pg';
import { instantOf, valueParsers } from './instants.js';

const general = types.getTypeParser(types.builtins.TIMESTAMPTZ);

describe('An instant of PostgreSQL', () => {
  const FRACTIONS = stringMatching(/^\d{0,6}$/);

  it('is what the driver reads, whatever the fraction of the second', () => {
    const dates = date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    assert(
      property(dates, FRACTIONS, (instant, fraction) => {
        const seconds = instant.toISOString().slice(0, 19).replace('T', ' ');
        const text = `${seconds}${fraction === '' ? '' : `.${fraction}`}+00`;
        const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
        expect(instantOf(text)).toEqual(new Date(Math.floor(instant.getTime() / 1000) * 1000 + ms));
      }),
    );
  });

  it.each([
    '2026-11-24 14:05:09.5+01',
    '2026-11-24 14:05:09+05:30',
    '2026-11-24 14:05:09.123456-03',
    '12026-11-24 14:05:09+00',
    '0044-03-15 12:00:00+00 BC',
    '0099-03-15 12:00:00+00',
    'infinity',
    '-infinity',
  ])('is left to the driver when it is %s', (text) => {
    expect(instantOf(text)).toEqual(general(text));
  });

  it('is the only type that is read in another way', () => {
    expect(valueParsers.getTypeParser(types.builtins.TIMESTAMPTZ)('2026-11-24 14:05:09.25+00')).toEqual(
      new Date('2026-11-24T14:05:09.250Z'),
    );
    for (const oid of [
      types.builtins.INT4,
      types.builtins.DATE,
      types.builtins.TIMESTAMP,
      types.builtins.JSONB,
    ])
      expect(valueParsers.getTypeParser(oid)).toBe(types.getTypeParser(oid));
  });
});
