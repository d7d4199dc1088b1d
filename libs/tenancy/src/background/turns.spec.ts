import { Turns } from './turns.js';

describe('Turns', () => {
  it('go to who was served longest ago', () => {
    const turns = new Turns(2);
    const order: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const who = turns.next(['a', 'b', 'c'])!;
      turns.begin(who);
      turns.end(who);
      order.push(who);
    }
    expect(order).toEqual(['a', 'b', 'c', 'a', 'b']);
  });

  it('go to nobody twice over who has all their slots', () => {
    const turns = new Turns(1);
    turns.begin('a');
    expect(turns.next(['a'])).toBeUndefined();
    expect(turns.next(['a', 'b'])).toBe('b');
    turns.end('a');
    expect(turns.next(['a'])).toBe('a');
  });
});
