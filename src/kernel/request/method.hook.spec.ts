import { pathPattern } from './method.hook.js';

describe('The pattern of a route', () => {
  it.each([
    ['/api/users/:id', '/api/users/7', true],
    ['/api/users/:id', '/api/users/7/', false],
    ['/api/users/:id', '/api/users', false],
    ['/api/users/:id', '/api/users/7/roles', false],
    ['/account.js', '/accountxjs', false],
  ])('%s for %s: %s', (route, path, matches) => {
    expect(pathPattern(route).test(path)).toBe(matches);
  });
});
