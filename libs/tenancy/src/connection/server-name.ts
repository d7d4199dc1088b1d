const DEFAULT_PORTS: Record<string, string> = {
  'postgresql:': '5432',
  'postgres:': '5432',
  'mysql:': '3306',
  'mariadb:': '3306',
};

/** Host and port of a store's URL: all that may be shown of a server. All files are one server. */
export function serverName(url: string): string {
  if (url.startsWith('sqlite:')) return 'files';
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || (DEFAULT_PORTS[protocol] ?? '')}`;
}
