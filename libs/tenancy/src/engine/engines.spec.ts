import { DriverMissingError } from '../tenancy.errors.js';
import { canFollow, engineOfUrl, findEngine, loadEngine } from './engines.js';

/** The drivers that are asked for while it works, each engine being new to it. */
const loadedBy = (work: () => void): string[] => {
  const asked: string[] = [];
  jest.isolateModules(() => {
    for (const driver of ['pg', 'mysql2', 'better-sqlite3']) {
      jest.doMock(driver, () => {
        asked.push(driver);
        return jest.requireActual<object>(driver);
      });
    }
    work();
  });
  return asked;
};

describe('Engines', () => {
  it.each([
    ['sqlite:/data/a.sqlite3', 'better-sqlite3'],
    ['postgresql://host/a', 'pg'],
    ['mariadb://host/a', 'mysql2'],
  ])('are loaded by the scheme: %s asks for %s alone', (url, driver) => {
    const asked = loadedBy(() => {
      const { engineOfUrl: fresh } = jest.requireActual<typeof import('./engines.js')>('./engines.js');
      fresh(url);
    });
    expect(asked).toEqual([driver]);
  });

  it('are loaded once', () => {
    expect(engineOfUrl('postgres://host/a')).toBe(findEngine('postgres'));
  });

  it('say which package is missing', () => {
    const load = (): never => {
      throw Object.assign(new Error("Cannot find module 'pg'\nRequire stack: …"), {
        code: 'MODULE_NOT_FOUND',
      });
    };
    expect(() => loadEngine('postgres', load)).toThrow(DriverMissingError);
    expect(() => loadEngine('postgres', load)).toThrow('npm install pg');
  });

  it('pass on what a driver itself lacks', () => {
    const load = (): never => {
      throw Object.assign(new Error("Cannot find module 'pg-protocol'"), { code: 'MODULE_NOT_FOUND' });
    };
    expect(() => loadEngine('postgres', load)).toThrow("Cannot find module 'pg-protocol'");
  });

  it('are refused by a scheme that none has', () => {
    expect(() => engineOfUrl('oracle://host/a')).toThrow(RangeError);
    expect(canFollow('oracle://host/a')).toBe(false);
  });
});
