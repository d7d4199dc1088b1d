import { SecretBox, SecretUnreadableError } from './secret-box.js';

const box = new SecretBox(['key one']);

describe('SecretBox', () => {
  it('opens what it sealed', () => {
    expect(box.open(box.seal('postgresql://u:geheim€@h/d', 'here'), 'here')).toBe(
      'postgresql://u:geheim€@h/d',
    );
  });

  it('opens an empty text', () => {
    expect(box.open(box.seal('', 'here'), 'here')).toBe('');
  });

  it('never shows the text and never seals the same way twice', () => {
    const [a, b] = [box.seal('secret', 'here'), box.seal('secret', 'here')];
    expect(a).not.toContain('secret');
    expect(a).not.toBe(b);
  });

  it('does not open in another place', () => {
    expect(() => box.open(box.seal('secret', 'here'), 'there')).toThrow(SecretUnreadableError);
  });

  it('does not open with another key', () => {
    expect(() => new SecretBox(['key two']).open(box.seal('secret', 'here'), 'here')).toThrow(
      /not among the known/,
    );
  });

  it('goes on opening what an older key sealed after a rotation', () => {
    const rotated = new SecretBox(['key two', 'key one']);
    expect(rotated.open(box.seal('secret', 'here'), 'here')).toBe('secret');
    expect(() => box.open(rotated.seal('secret', 'here'), 'here')).toThrow(SecretUnreadableError);
  });

  it('refuses changed bytes', () => {
    const sealed = box.seal('secret', 'here');
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => box.open(changed, 'here')).toThrow(SecretUnreadableError);
  });

  it.each(['', 'v1', 'v1.x', 'v2.a.b', 'v1.00000000.', 'plain text'])('refuses %j', (sealed) => {
    expect(() => box.open(sealed, 'here')).toThrow(SecretUnreadableError);
  });

  it('needs a key', () => {
    expect(() => new SecretBox([])).toThrow(SecretUnreadableError);
  });
});
