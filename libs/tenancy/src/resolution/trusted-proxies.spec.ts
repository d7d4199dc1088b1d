import { TrustedProxies } from './trusted-proxies.js';

describe('The trusted proxies', () => {
  const proxies = new TrustedProxies(['10.0.0.0/8', '192.0.2.7', '::1', 'fd00::/8']);

  it.each(['10.1.2.3', '192.0.2.7', '::1', 'fd12::9', '::ffff:10.1.2.3', '::FFFF:192.0.2.7'])(
    'include %s',
    (address) => {
      expect(proxies.includes(address)).toBe(true);
    },
  );

  it.each(['11.0.0.1', '192.0.2.8', '::2', 'fe80::1', 'nonsense', '', undefined])(
    'do not include %s',
    (address) => {
      expect(proxies.includes(address)).toBe(false);
    },
  );

  it('are nobody where none are named', () => {
    expect(new TrustedProxies([]).includes('127.0.0.1')).toBe(false);
  });
});
