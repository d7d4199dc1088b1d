import { groupedIban, ibanProblem, plainIban } from './iban.js';

describe('An IBAN', () => {
  it.each([
    'DE02120300000000202051',
    'de02 1203 0000 0000 2020 51',
    'GB33BUKB20201555555555',
    'NO9386011117947',
  ])('%s is right', (iban) => {
    expect(ibanProblem(iban)).toBeUndefined();
  });

  it.each([
    'DE02120300000000202052',
    'DE0212030000000020205',
    'ZZ02120300000000202051',
    '1234',
    'US64SVBKUS6S3300958879',
  ])('%s is wrong, and the message names it', (iban) => {
    expect(ibanProblem(iban)).toContain(`"${iban}" is not an IBAN`);
  });

  it('is kept without blanks and shown in groups', () => {
    expect(plainIban('de02 1203 0000 0000 2020 51')).toBe('DE02120300000000202051');
    expect(groupedIban('DE02120300000000202051')).toBe('DE02 1203 0000 0000 2020 51');
    expect(groupedIban('Account 12')).toBe('Account 12');
  });
});
