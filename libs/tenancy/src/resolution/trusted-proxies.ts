import { BlockList, isIP } from 'node:net';

/** The addresses and networks whose X-Forwarded-… headers count. */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly #none: boolean;

  /** `networks`: `10.0.0.0/8`, `::1` … */
  constructor(networks: readonly string[]) {
    this.#none = networks.length === 0;
    for (const network of networks) {
      const [address = '', bits] = network.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(bits), family);
    }
  }

  /** Whether the peer of a socket is one of them. A server on `::` sees IPv4 peers as `::ffff:10.0.0.1`. */
  includes(address: string | undefined): boolean {
    if (this.#none || address === undefined) return false;
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    const family = isIP(plain);
    return family !== 0 && this.#list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  }
}
