import { ideographFonts, typesetLines, typesetText } from './typeset-text.js';

describe('Text for the typesetter', () => {
  it.each([
    ['Acme Ltd', false],
    ['12 Main Street', false],
    ['شركة Acme', true],
    ['12 שלום', true],
    ['Acme שלום', false],
    ['123', false],
    ['', false],
  ])('reads "%s" from the side of its first letter', (text, rtl) => {
    expect(typesetText(text).rtl).toBe(rtl);
  });

  it('keeps letters whatever their script, and leaves control characters out', () => {
    expect(typesetText('Łódź\u0007\tナノ é').text).toBe('Łódź ナノ é');
  });

  it('may break a long word, and never between a letter and its marks', () => {
    expect(typesetText('x'.repeat(24)).text).toBe('x'.repeat(24));
    expect(typesetText('x'.repeat(30)).text).toBe(`${'xxxxxxxx\u200b'.repeat(3)}xxxxxx`);
    const marked = 'क\u093f'.repeat(30);
    for (const part of typesetText(marked).text.split('\u200b'))
      expect(part.startsWith('\u093f')).toBe(false);
  });

  it('has the lines that people wrote', () => {
    expect(typesetLines('a\r\n\r\nb').map(({ text }) => text)).toEqual(['a', '', 'b']);
  });

  it.each([
    ['山田 ラボ', 'Noto Sans Japanese'],
    ['株式会社 山田製作所', 'Noto Sans Japanese'],
    ['김 金', 'Noto Sans Korean'],
    ['金融街', 'Noto Sans S Chinese'],
    ['Acme', 'Noto Sans S Chinese'],
  ])('takes the ideographs of "%s" from the font of its language', (text, font) => {
    expect(ideographFonts(text)).toHaveLength(4);
    expect(ideographFonts(text)[0]).toBe(font);
  });
});
