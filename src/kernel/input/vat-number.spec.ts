import { taxNumberProblem } from './tax-number.js';
import { vatNumberProblem } from './vat-number.js';

describe('A tax number', () => {
  it.each([
    ['of Austria', 'ATU13585627'],
    ['of Belgium', 'BE0428759497'],
    ['of Belgium, as it gives them out now', 'BE1000000021'],
    ['of Germany', 'DE136695976'],
    ['of Germany with blanks and dots', 'de 136.695 976'],
    ['of Denmark', 'DK13585628'],
    ['of Greece', 'EL094259216'],
    ['of Greece with the letters of the country', 'GR094259216'],
    ['of Spain', 'ESB58378431'],
    ['of France', 'FR40303265045'],
    ['of the United Kingdom', 'GB980780684'],
    ['of a government department', 'GBGD001'],
    ['of Northern Ireland', 'XI980780684'],
    ['of Italy', 'IT00743110157'],
    ['of the Netherlands', 'NL004495445B01'],
    ['of Norway', 'NO 995 525 828 MVA'],
    ['of Poland', 'PL8567346215'],
    ['of Sweden', 'SE123456789701'],
    ['of Switzerland', 'CHE-116.281.710 MWST'],
  ])('%s is right', (_, number) => {
    expect(vatNumberProblem(number)).toBeUndefined();
  });

  it.each([
    'DE123456789',
    'DE1',
    'de 123.456.789',
    'GB123456789',
    'XI123456789',
    'GR094259217',
    'ATU13585626',
    'BE0428759498',
    'BE1000000022',
    'BE12',
    'FR41303265045',
    'ESA12345678X9',
    'NO995525829',
    'CHE-116.281.711',
    'NL123456789B01',
  ])('%s is wrong, and the message names it', (number) => {
    expect(vatNumberProblem(number)).toContain(`"${number}" is not a VAT number of `);
  });

  it.each([
    'B123',
    'US-12-3456789',
    'HRB 12345',
    'SIRET 73282932000074',
    'RUC 20123456789',
    'NONE',
    'not registered',
    '276123456789',
    '',
  ])('of another kind passes: %j', (number) => {
    expect(vatNumberProblem(number)).toBeUndefined();
  });

  it('that stays is never wrong, however it is written', () => {
    expect(taxNumberProblem('DE123456789', 'DE123456789')).toBeUndefined();
    expect(taxNumberProblem('DE 123 456 789', 'DE123456789')).toBeUndefined();
    expect(taxNumberProblem(null, 'DE123456789')).toBeUndefined();
    expect(taxNumberProblem('DE123456780', 'DE123456789')).toBeDefined();
    expect(taxNumberProblem('DE123456789', null)).toBeDefined();
  });
});
