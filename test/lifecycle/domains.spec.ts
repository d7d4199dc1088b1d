import {
  DomainRecheck,
  OperationRunner,
  TenantCatalog,
  TenantCreator,
  TenantDomains,
} from '@tenantry/nest/operator';
import { TenantResolver } from '@tenantry/nest';
import { TEST_ENGINES, useThrowawayServer } from '@tenantry/nest/testing';
import { DnsUnavailableError } from '../../libs/tenancy/src/domains/domain.errors.js';
import { LibraryProgram, newTenant } from './library-program.js';

const HOUR_MS = 3_600_000;
const GRACE = 5;

/** A DNS whose records the test writes. `away`: it doesn't answer. */
class TestDns {
  readonly records = new Map<string, string>();
  asked: string[] = [];
  away = false;

  async find(name: string): Promise<string[]> {
    this.asked.push(name);
    if (this.away) throw new DnsUnavailableError(name);
    const value = this.records.get(name);
    return value === undefined ? [] : ['v=spf1 -all', value];
  }
}

describe.each(TEST_ENGINES)('custom domains on %s', (engine) => {
  const server = useThrowawayServer(engine);
  const dns = new TestDns();
  let here: LibraryProgram;
  let there: LibraryProgram;

  beforeAll(async () => {
    const options = {
      server: server(),
      controlUrl: await server().createDatabase('control'),
      txtRecords: dns,
    };
    here = await LibraryProgram.start(options);
    there = await LibraryProgram.start(options);
    for (const slug of ['acme', 'globex']) {
      const { operationId } = await here.get(TenantCreator).create(newTenant(slug));
      await here.get(OperationRunner).finished(operationId);
    }
  });
  afterAll(async () => {
    await here?.close();
    await there?.close();
  });
  beforeEach(() => {
    dns.away = false;
    dns.asked = [];
  });

  const domains = () => here.get(TenantDomains);
  const claim = async (slug: string, domain: string) => {
    const { verification } = await domains().add(slug, domain);
    dns.records.set(verification.name, verification.value);
    return verification;
  };
  const claimVerified = async (slug: string, domain: string) => {
    const record = await claim(slug, domain);
    await domains().verify(slug, domain);
    return record;
  };
  const ownerOf = async (domain: string, program = here) =>
    (await program.get(TenantResolver).findByDomain(domain))?.slug;
  const listed = async (slug: string, domain: string) =>
    (await domains().list(slug)).find((one) => one.domain === domain);
  /** Checks far enough ahead that everything is due. */
  const recheckIn = (hours: number, program = here) =>
    program.get(DomainRecheck).run(new Date(Date.now() + hours * HOUR_MS));

  it('lead nowhere until their record is there, then to their tenant', async () => {
    const { verification, ...added } = await domains().add('acme', 'Shop.Acme.example.');
    expect(added).toEqual({ domain: 'shop.acme.example', verified: false, primary: false });
    expect(verification).toMatchObject({ type: 'TXT', name: '_tenantry-challenge.shop.acme.example' });
    const verify = () => domains().verify('acme', 'shop.acme.example');
    await expect(verify()).rejects.toMatchObject({ code: 'domain_not_verified' });
    dns.records.set(verification.name, 'tenantry-verification=of somebody else');
    await expect(verify()).rejects.toMatchObject({ code: 'domain_not_verified' });
    expect(await ownerOf('shop.acme.example')).toBeUndefined();
    dns.records.set(verification.name, verification.value);
    expect(await verify()).toMatchObject({ verified: true });
    expect(await ownerOf('shop.acme.example')).toBe('acme');
  });

  it('are not judged while the DNS is away', async () => {
    await claim('acme', 'away.example');
    dns.away = true;
    await expect(domains().verify('acme', 'away.example')).rejects.toMatchObject({ code: 'dns_unavailable' });
  });

  it('may be claimed by two and are one’s at a time, also when both verify at once', async () => {
    const first = await claim('acme', 'both.example');
    const second = await claim('globex', 'both.example');
    expect(first.value).not.toBe(second.value);
    dns.records.set('_tenantry-challenge.both.example', first.value);
    await expect(domains().verify('globex', 'both.example')).rejects.toMatchObject({
      code: 'domain_not_verified',
    });
    const both = jest.spyOn(dns, 'find').mockResolvedValue([first.value, second.value]);
    const answers = await Promise.allSettled([
      domains().verify('acme', 'both.example'),
      there.get(TenantDomains).verify('globex', 'both.example'),
    ]);
    both.mockRestore();
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'domain_taken' },
    });
  });

  it('that another tenant has verified can’t be claimed until it is removed there', async () => {
    await claimVerified('acme', 'moved.example');
    await expect(domains().add('globex', 'moved.example')).rejects.toMatchObject({ code: 'domain_taken' });
    await expect(domains().add('acme', 'moved.example')).rejects.toMatchObject({ code: 'domain_taken' });
    await domains().remove('acme', 'moved.example');
    expect(await ownerOf('moved.example')).toBeUndefined();
    await claimVerified('globex', 'moved.example');
    expect(await ownerOf('moved.example')).toBe('globex');
  });

  it('reach another process when the generation is asked for', async () => {
    expect(await ownerOf('spread.example', there)).toBeUndefined();
    await there.get(TenantResolver).poll();
    await claimVerified('acme', 'spread.example');
    await there.get(TenantResolver).poll();
    expect(await ownerOf('spread.example', there)).toBe('acme');
    await domains().remove('acme', 'spread.example');
    await there.get(TenantResolver).poll();
    expect(await ownerOf('spread.example', there)).toBeUndefined();
  });

  it('of a deleted tenant go to the one who proves to have them now', async () => {
    await claimVerified('acme', 'left.example');
    await here.get(TenantCatalog).changeStatus('acme', 'deleted');
    expect(await ownerOf('left.example')).toBe('acme');
    await claimVerified('globex', 'left.example');
    expect(await ownerOf('left.example')).toBe('globex');
    await here.get(TenantCatalog).changeStatus('acme', 'active');
    expect(await listed('acme', 'left.example')).toMatchObject({ verified: false });
  });

  it('are primary one at a time, and only once they are verified', async () => {
    await claim('acme', 'one.example');
    const makePrimary = (domain: string) => domains().makePrimary('acme', domain);
    await expect(makePrimary('one.example')).rejects.toMatchObject({ code: 'domain_not_verified' });
    await domains().verify('acme', 'one.example');
    await claimVerified('acme', 'two.example');
    await makePrimary('one.example');
    expect(await makePrimary('two.example')).toMatchObject({ primary: true });
    expect(await listed('acme', 'one.example')).toMatchObject({ primary: false });
  });

  it.each(['verify', 'makePrimary', 'remove'] as const)(
    'of another tenant are not found by %s',
    async (method) => {
      await claimVerified('globex', `${method}.example`.toLowerCase());
      const attempt = domains()[method]('acme', `${method}.example`);
      await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
      expect(await ownerOf(`${method}.example`.toLowerCase())).toBe('globex');
    },
  );

  describe('looked at again', () => {
    it('stay as long as their record does, and are asked for once', async () => {
      await claimVerified('acme', 'kept.example');
      dns.asked = [];
      expect((await recheckIn(7)).lapsed).not.toContain('kept.example');
      await recheckIn(7);
      expect(dns.asked.filter((name) => name.endsWith('kept.example'))).toHaveLength(1);
      expect(await ownerOf('kept.example')).toBe('acme');
    });

    it('are not looked at before their time', async () => {
      await claimVerified('acme', 'fresh.example');
      dns.asked = [];
      await recheckIn(1);
      expect(dns.asked).not.toContain('_tenantry-challenge.fresh.example');
    });

    it('lead nowhere once their record was missed several times in a row, and come back by verify', async () => {
      const record = await claimVerified('acme', 'sold.example');
      await domains().makePrimary('acme', 'sold.example');
      dns.records.delete(record.name);
      for (let check = 1; check < GRACE; check += 1) {
        expect((await recheckIn(check * 10)).lapsed).not.toContain('sold.example');
        expect(await ownerOf('sold.example')).toBe('acme');
      }
      expect((await recheckIn(GRACE * 10)).lapsed).toContain('sold.example');
      expect(await ownerOf('sold.example')).toBeUndefined();
      expect(await listed('acme', 'sold.example')).toMatchObject({ verified: false, primary: false });
      dns.records.set(record.name, record.value);
      expect(await domains().verify('acme', 'sold.example')).toMatchObject({ verified: true });
    });

    it('lapse, whatever becomes of the news', async () => {
      const record = await claimVerified('acme', 'silent.example');
      dns.records.delete(record.name);
      const heard: string[] = [];
      here.get(DomainRecheck).onLapsed(async ({ domain }) => {
        heard.push(domain);
        throw new Error('no audit log');
      });
      for (let check = 1; check < GRACE; check += 1) await recheckIn(50 + check * 10);
      expect((await recheckIn(50 + GRACE * 10)).lapsed).toContain('silent.example');
      expect(heard).toContain('silent.example');
      expect(await ownerOf('silent.example')).toBeUndefined();
    });

    it('begin to count anew when the record is back in between', async () => {
      const record = await claimVerified('acme', 'flaky.example');
      for (let check = 1; check < GRACE * 3; check += 1) {
        if (check % (GRACE - 1) === 0) dns.records.set(record.name, record.value);
        else dns.records.delete(record.name);
        expect((await recheckIn(100 + check * 10)).lapsed).not.toContain('flaky.example');
      }
      dns.records.set(record.name, record.value);
    });

    it('are not taken off the net by a DNS that is away', async () => {
      await claimVerified('acme', 'outage.example');
      dns.away = true;
      for (let check = 1; check < GRACE * 3; check += 1) {
        expect(await recheckIn(300 + check * 10)).toMatchObject({ seen: 0, missed: 0, lapsed: [] });
      }
      expect(await ownerOf('outage.example')).toBe('acme');
    });

    it('are one process’s each when two look at the same time', async () => {
      const hours = 1_000;
      await recheckIn(hours - 7);
      dns.asked = [];
      const reports = await Promise.all([recheckIn(hours), recheckIn(hours, there)]);
      expect(dns.asked.length).toBeGreaterThan(3);
      expect(new Set(dns.asked).size).toBe(dns.asked.length);
      expect(reports.reduce((sum, { seen, missed }) => sum + seen + missed, 0)).toBe(dns.asked.length);
    });
  });
});
