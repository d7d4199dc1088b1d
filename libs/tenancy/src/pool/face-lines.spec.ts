import { FaceLines } from './face-lines.js';

describe('the lines of a shared pool', () => {
  it('give each tenant its places, and the rest their turn', () => {
    const lines = new FaceLines<string>();
    expect(['1', '2', '3', '4'].map((ticket) => lines.enter('a', 2, ticket))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(lines.enter('b', 2, '5')).toBe(true);
    expect([lines.leave('a'), lines.leave('a'), lines.leave('a'), lines.leave('a')]).toEqual([
      '3',
      '4',
      undefined,
      undefined,
    ]);
    expect(lines.enter('a', 2, '6')).toBe(true);
  });

  it('forget who gives up in line, and tell it from who has a place', () => {
    const lines = new FaceLines<string>();
    lines.enter('a', 1, '1');
    lines.enter('a', 1, '2');
    lines.enter('a', 1, '3');
    expect([lines.isWaiting('a', '2'), lines.giveUp('a', '2'), lines.giveUp('a', '1')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(lines.leave('a')).toBe('3');
  });
});
