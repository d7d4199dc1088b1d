import { ControlDatabaseUnavailableError } from '@tenantry/nest';
import { startFailure } from './start-failure.js';

describe('A start that fails', () => {
  it('says what to do about a port in use', () => {
    const error = Object.assign(new Error('listen EADDRINUSE 127.0.0.1:3000'), { code: 'EADDRINUSE' });
    expect(startFailure(error)).toMatch(/3000\n.*PORT/);
  });

  it('says what is meant for people without a stack', () => {
    expect(startFailure(new ControlDatabaseUnavailableError())).not.toContain('    at ');
  });

  it('shows the stack of a fault', () => {
    expect(startFailure(new TypeError('x'))).toContain('    at ');
  });
});
