import { PLANE, Plane } from './plane.decorator.js';

const CONSTRAINTS = '__fastify_route_constraints__';

@Plane('tenant')
class Mixed {
  plain(): void {}

  @Plane('admin')
  own(): void {}

  get notAHandler(): never {
    throw new Error('A decorator must not run getters.');
  }
}

describe('A plane', () => {
  const planeOf = (handler: object): unknown => Reflect.getMetadata(PLANE, handler);

  it('of a controller is that of its handlers', () => {
    expect(planeOf(Mixed)).toBe('tenant');
    expect(planeOf(Mixed.prototype.plain)).toBe('tenant');
  });

  it('of a handler outranks its controller’s', () => {
    expect(planeOf(Mixed.prototype.own)).toBe('admin');
  });

  it('is what the router is told', () => {
    expect(Reflect.getMetadata(CONSTRAINTS, Mixed.prototype.own)).toEqual({ plane: 'admin' });
  });
});
