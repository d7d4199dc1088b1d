import { tidyText } from '../platform.js';

const LONGEST = 200;
/** Letters that turn the direction of a text around hide the end of a name. */
const UNSHOWN = /[\p{Cc}\p{Bidi_Control}]/gu;

/** What the sender called the file, as one line without folders: `../../etc/passwd` is `passwd`. */
export function fileName(sent: string): string {
  const name = tidyText((sent.split(/[/\\]/).at(-1) ?? '').toWellFormed().replaceAll(UNSHOWN, ''));
  if (/^\.*$/.test(name)) return 'file';
  if (name.length <= LONGEST) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, LONGEST - ending.length).toWellFormed() + ending;
}

/** `Content-Disposition` by RFC 6266: a name for old clients, and the whole one. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
