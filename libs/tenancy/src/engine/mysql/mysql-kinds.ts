/** One of the programs that speak MySQL's protocol, with what differs between them. */
export interface ServerKind {
  readonly product: 'MariaDB' | 'MySQL';
  /** The oldest version there is support for. */
  readonly oldest: readonly [major: number, minor: number, patch: number];
  /** Any of these lets a user make triggers while the server writes a binary log. */
  readonly triggerRights: readonly string[];
}

const MARIADB: ServerKind = {
  product: 'MariaDB',
  oldest: [10, 6, 0],
  triggerRights: ['SUPER', 'BINLOG ADMIN'],
};

/** 8.0.16: older ones read CHECK and forget it. They write a binary log unless they are told not to. */
const MYSQL: ServerKind = { product: 'MySQL', oldest: [8, 0, 16], triggerRights: ['SUPER'] };

/** By what `SELECT VERSION()` or the greeting says: everybody but MariaDB follows MySQL. */
export const kindOf = (version: string): ServerKind => (/mariadb/i.test(version) ? MARIADB : MYSQL);

/** What is needed, where this version is older. MariaDB puts 5.5.5- in front where it speaks to old programs. */
export function tooOld(version: string): string | undefined {
  const { product, oldest } = kindOf(version);
  const [, ...parts] = /^(?:5\.5\.5-)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const known = parts.map((part) => Number(part ?? 0));
  const first = known.findIndex((part, index) => part !== oldest[index]);
  const isOlder = first >= 0 && known[first]! < oldest[first]!;
  return isOlder ? `${product} ${oldest.join('.').replace(/\.0$/, '')}` : undefined;
}
