import { kindOf, tooOld } from './mysql-kinds.js';

/** As servers have told them. */
const RECORDED = [
  ['8.0.36-0ubuntu0.22.04.1', 'MySQL', undefined],
  ['8.0.16', 'MySQL', undefined],
  ['8.0.36-28', 'MySQL', undefined],
  ['8.0.39-azure', 'MySQL', undefined],
  ['8.4.3', 'MySQL', undefined],
  ['9.1.0-commercial', 'MySQL', undefined],
  ['8.0.15', 'MySQL', 'MySQL 8.0.16'],
  ['8.0.11', 'MySQL', 'MySQL 8.0.16'],
  ['5.7.44-log', 'MySQL', 'MySQL 8.0.16'],
  ['10.11.19-MariaDB-0+deb12u1', 'MariaDB', undefined],
  ['10.6.0-MariaDB', 'MariaDB', undefined],
  ['11.4.4-MariaDB-ubu2404-log', 'MariaDB', undefined],
  ['12.0.2-MariaDB', 'MariaDB', undefined],
  ['5.5.5-10.11.6-MariaDB', 'MariaDB', undefined],
  ['10.5.23-MariaDB', 'MariaDB', 'MariaDB 10.6'],
  ['5.5.5-10.5.23-MariaDB-1:10.5.23', 'MariaDB', 'MariaDB 10.6'],
] as const;

describe('What a server says of its version', () => {
  it.each(RECORDED)('is understood: %s is %s', (version, product, needed) => {
    expect([kindOf(version).product, tooOld(version)]).toEqual([product, needed]);
  });

  it('refuses nobody where it holds no number', () => {
    expect(tooOld('unknown')).toBeUndefined();
  });
});
