export const HIDDEN = '[hidden]';

/** Parameters of URLs that are secrets: passwords of drivers, tokens of links. */
const SECRET_PARAMETER = /pass|pwd|secret|token|key|user|auth/i;
/** In a sentence: from the scheme to the last @ that no blank stands before. */
const IN_TEXT = /\b([a-z][a-z0-9+.-]*:)(\/\/\S*)/gi;
const WITH_HOST = /^[a-z][a-z0-9+.-]*:\/\//i;
const FILE = /^sqlite:(?!\/\/[^/])/i;

/**
 * What may be shown or kept of a URL, wherever it came from: no user, no password, no secret parameters. A password
 * with an unescaped `@`, `/`, `#` or `?` reads like another part of the URL, so what still holds an @ after its
 * credentials were taken away is hidden whole, like everything that is no URL.
 */
export function shownUrl(text: string): string {
  if (FILE.test(text)) return text;
  if (!WITH_HOST.test(text) || !URL.canParse(text)) return HIDDEN;
  const url = new URL(text);
  const hadCredentials = url.username !== '' || url.password !== '';
  url.username = '';
  url.password = '';
  let hasSecrets = false;
  for (const name of url.searchParams.keys()) hasSecrets ||= SECRET_PARAMETER.test(name);
  if (hasSecrets) {
    for (const name of new Set(url.searchParams.keys()))
      if (SECRET_PARAMETER.test(name)) url.searchParams.set(name, HIDDEN);
  }
  if (/@|%40/.test(url.href)) return `${url.protocol}//${HIDDEN}`;
  return hadCredentials || hasSecrets ? url.href : text;
}

/** A sentence, such as a driver's message, with every URL in it as it may be shown. */
export const withoutCredentials = (text: string): string =>
  text.replaceAll(IN_TEXT, (found, scheme: string, rest: string) =>
    rest.includes('@') ? credentialsHidden(scheme, rest) : found,
  );

/** Quotes, brackets and full stops behind the URL are the sentence's. */
function credentialsHidden(scheme: string, rest: string): string {
  const tail = /["'`)\]>.,;:]*$/.exec(rest)?.[0] ?? '';
  return shownUrl(`${scheme}${rest.slice(0, rest.length - tail.length)}`) + tail;
}
