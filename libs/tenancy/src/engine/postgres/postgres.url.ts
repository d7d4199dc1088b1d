import type { Credentials } from '../engine.js';

/** A URL that names a socket has no host, and then the standard keeps no user either: it goes as a parameter. */
export function withCredentials(text: string, { user, password }: Credentials): string {
  const url = new URL(text);
  if (url.host) Object.assign(url, { username: user, password });
  else {
    url.searchParams.set('user', user);
    url.searchParams.set('password', password);
  }
  return url.href;
}

/** Sent with the sign-in, so that no statement comes before it. */
export function inSchema(text: string, schema: string): string {
  const url = new URL(text);
  const options = url.searchParams.get('options');
  url.searchParams.set('options', [options, `-c search_path=${schema}`].filter(Boolean).join(' '));
  return url.href;
}
