import { isIP } from 'node:net';
import type { AppConfig } from './config.js';

/** Of users' new passwords, and of the first operator's. */
export const MIN_PASSWORD = 10;

const MIN_METRICS_TOKEN = 16;
/** 32 random characters of sixteen kinds have fewer once in a billion times. */
const MIN_KINDS = 7;
const REPETITION = /^(.{1,16})\1+$/s;

export interface WeakSetting {
  readonly name: string;
  /** What is wrong with it; never its value. */
  readonly problem: string;
}

type Settings = Pick<
  AppConfig,
  'jwtSecret' | 'encryptionKey' | 'metricsToken' | 'adminPassword' | 'trustProxy'
>;

/**
 * Settings that are of the right shape and protect nothing. A production that begins refuses them; one that
 * runs with them already goes on, and `doctor` names them.
 */
export function weakSettings(config: Settings): WeakSetting[] {
  const { jwtSecret, encryptionKey, metricsToken, adminPassword, trustProxy } = config;
  const monotonous = 'is one piece repeated, or few different characters: anybody may guess it';
  const found: [boolean, string, string][] = [
    [isMonotonous(jwtSecret), 'JWT_SECRET', monotonous],
    [isMonotonous(encryptionKey), 'ENCRYPTION_KEY', monotonous],
    [jwtSecret === encryptionKey, 'ENCRYPTION_KEY', 'is the same as JWT_SECRET'],
    [isShorter(metricsToken, MIN_METRICS_TOKEN), 'METRICS_TOKEN', `is under ${MIN_METRICS_TOKEN} characters`],
    [isShorter(adminPassword, MIN_PASSWORD), 'ADMIN_PASSWORD', `is under ${MIN_PASSWORD} characters`],
    [isEverybody(trustProxy), 'TRUST_PROXY', 'names networks that together are everybody'],
  ];
  return found.filter(([isWeak]) => isWeak).map(([, name, problem]) => ({ name, problem }));
}

const isMonotonous = (secret: string): boolean => new Set(secret).size < MIN_KINDS || REPETITION.test(secret);

const isShorter = (text: string | undefined, min: number): boolean => text !== undefined && text.length < min;

interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

const MAPPED = 0xffffn << 32n;
/** All of IPv4, as IPv6 has it, and all of IPv6. */
const EVERYBODY: readonly Range[] = [
  { from: MAPPED, to: MAPPED + (1n << 32n) - 1n },
  { from: 0n, to: (1n << 128n) - 1n },
];

/** Whether no address of a family is left that these networks don't hold. */
function isEverybody(networks: readonly string[]): boolean {
  const ranges = networks.map(rangeOf).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return EVERYBODY.some(({ from, to }) => reach(ranges, from) > to);
}

/** The first address from `from` on that no range holds. */
const reach = (ranges: readonly Range[], from: bigint): bigint =>
  ranges.reduce((next, range) => (range.from <= next && range.to >= next ? range.to + 1n : next), from);

function rangeOf(network: string): Range {
  const [address = '', bits] = network.split('/');
  const isV4 = isIP(address) === 4;
  const size = 128n - BigInt(bits ?? (isV4 ? 32 : 128)) - (isV4 ? 96n : 0n);
  const from = ((isV4 ? MAPPED + v4Of(address) : v6Of(address)) >> size) << size;
  return { from, to: from + (1n << size) - 1n };
}

const v4Of = (address: string): bigint =>
  address.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);

/** By way of URL, which writes an address out in one way: without zones and without dotted ends. */
function v6Of(address: string): bigint {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const [before, after] = [head, tail ?? ''].map((side) => (side === '' ? [] : side.split(':')));
  const zeros = Array<string>(8 - before!.length - after!.length).fill('0');
  return [...before!, ...zeros, ...after!].reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}
