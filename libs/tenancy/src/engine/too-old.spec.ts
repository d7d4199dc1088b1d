import { findEngine } from './engines.js';

const tooOld = (engine: 'postgres' | 'mysql' | 'sqlite', version: string) =>
  findEngine(engine)?.tooOld(version);

describe('the oldest version of a server', () => {
  it.each([
    ['postgres', '13.21 (Debian 13.21-1)', 'PostgreSQL 14'],
    ['mysql', '5.7.44-log', 'MySQL 8.0.16'],
    ['mysql', '10.5.23-MariaDB', 'MariaDB 10.6'],
    ['mysql', '5.5.5-10.5.23-MariaDB-1:10.5.23', 'MariaDB 10.6'],
  ] as const)('refuses %s %s and names what is needed', (engine, version, needed) => {
    expect(tooOld(engine, version)).toBe(needed);
  });

  it.each([
    ['postgres', '14.0'],
    ['postgres', '18beta1'],
    ['mysql', '8.0.36'],
    ['mysql', '10.6.0-MariaDB'],
    ['mysql', '5.5.5-11.4.2-MariaDB'],
    ['sqlite', '3.50.0'],
  ] as const)('takes %s %s', (engine, version) => {
    expect(tooOld(engine, version)).toBeUndefined();
  });
});
