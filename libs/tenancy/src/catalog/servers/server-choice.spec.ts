import { chooseServer, MANY_SCHEMAS, schemaWarning } from './server-choice.js';

const server = (name: string, tenants: number, more: object = {}) => ({
  name,
  tenants,
  engine: 'postgres' as const,
  region: null,
  capacity: null,
  weight: 1,
  status: 'active' as const,
  ...more,
});

describe('chooseServer', () => {
  it('takes the one with the fewest tenants', () => {
    expect(chooseServer([server('a', 3), server('b', 1)], { engine: 'postgres' })?.name).toBe('b');
  });

  it('gives a server of twice the weight twice the tenants', () => {
    const counts = { small: 0, large: 0 };
    for (let made = 0; made < 9; made += 1) {
      const servers = [server('small', counts.small), server('large', counts.large, { weight: 2 })];
      counts[chooseServer(servers, { engine: 'postgres' })?.name as keyof typeof counts] += 1;
    }
    expect(counts).toEqual({ small: 3, large: 6 });
  });

  it('takes the preferred one among equals', () => {
    const servers = [server('a', 1), server('default', 1)];
    expect(chooseServer(servers, { engine: 'postgres', preferred: 'default' })?.name).toBe('default');
  });

  it('never takes one of another engine or region', () => {
    const servers = [server('a', 0, { engine: 'sqlite' }), server('b', 0, { region: 'us' })];
    expect(chooseServer(servers, { engine: 'postgres', region: 'eu' })).toBeUndefined();
  });

  it('never takes one without room or that is offline', () => {
    const servers = [server('a', 5, { capacity: 5 }), server('b', 0, { status: 'offline' })];
    expect(chooseServer(servers, { engine: 'postgres' })).toBeUndefined();
  });
});

describe('schemaWarning', () => {
  it('is given from the count on that hurts, and not before', () => {
    expect(schemaWarning(MANY_SCHEMAS - 1)).toBeUndefined();
    expect(schemaWarning(MANY_SCHEMAS)).toContain(`${MANY_SCHEMAS} schemas`);
  });
});
