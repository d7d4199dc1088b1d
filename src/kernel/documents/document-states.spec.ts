import { ConflictError, DomainError } from '../errors.js';
import { DocumentStates } from './document-states.js';

class EmptyError extends DomainError {
  readonly code = 'empty';
}

interface Paper {
  status: 'draft' | 'sent';
  lines: number;
}

const STATES = new DocumentStates<Paper, Paper['status'], 'send' | 'copy'>({
  send: {
    from: ['draft'],
    to: ['sent'],
    right: ['sales', 'write'],
    code: 'conflict',
    refusal: ({ status }) => new ConflictError(`It is ${status}.`),
    guards: [
      { code: 'empty', fails: ({ lines }) => lines === 0, refusal: () => new EmptyError('It has no lines.') },
    ],
  },
  copy: {
    from: ['draft', 'sent'],
    right: ['sales', 'write'],
    code: 'conflict',
    refusal: () => new ConflictError('Never.'),
  },
});

describe('DocumentStates', () => {
  it('refuses what the state does not allow, then what a guard keeps back', () => {
    expect(() => STATES.assert({ status: 'sent', lines: 0 }, 'send')).toThrow(ConflictError);
    expect(() => STATES.assert({ status: 'draft', lines: 0 }, 'send')).toThrow(EmptyError);
    expect(() => STATES.assert({ status: 'draft', lines: 1 }, 'send')).not.toThrow();
  });

  it('tells what may be done, and with which code the rest would be refused', () => {
    const actions = STATES.actionsForCaller();
    expect(actions({ status: 'draft', lines: 1 })).toEqual([
      { name: 'send', allowed: true },
      { name: 'copy', allowed: true },
    ]);
    expect(actions({ status: 'draft', lines: 0 })[0]).toEqual({
      name: 'send',
      allowed: false,
      reason: 'empty',
    });
    expect(actions({ status: 'sent', lines: 0 })[0]).toEqual({
      name: 'send',
      allowed: false,
      reason: 'conflict',
    });
  });
});
