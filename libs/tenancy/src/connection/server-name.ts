import { defaultPort, isFileUrl } from '../engine/dialects.js';

/** Host and port of a store's URL: all that may be shown of a server. All files are one server. */
export function serverName(url: string): string {
  if (isFileUrl(url)) return 'files';
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || String(defaultPort(url) ?? '')}`;
}
