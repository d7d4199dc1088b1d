import { Tenancy } from '@tenantry/nest';
import {
  type HttpClient,
  type Json,
  startPlatform,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import { pdfPages } from '../../support/pdf-text.js';
import { done, newCompany, newCustomer, newDraft, newInvoice } from '../../support/sales.support.js';

const RIGHT = 'DE136695976';
const WRONG = 'DE123456789';

describe('Tax data', () => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  /** Puts into the store what was taken before numbers were checked. */
  const stored = async (sql: string): Promise<void> => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    await tenancy.run('acme', () => tenancy.dataSource().query(sql));
  };
  const olderCustomer = async (code: string): Promise<Json> => {
    const customer = await newCustomer(acme, { code });
    await stored(`UPDATE customers SET tax_number = '${WRONG}' WHERE code = '${code}'`);
    return { ...customer, taxNumber: WRONG };
  };
  const customers = '/api/sales/customers';
  const settings = '/api/tenant/settings';
  const complaint = (path: string, value: string) => [
    400,
    'validation_failed',
    [expect.objectContaining({ path, message: expect.stringContaining(`"${value}"`) })],
  ];
  const refused = async (pending: Promise<TestResponse>): Promise<unknown[]> => {
    const { status, body } = await pending;
    return [status, body.code, body.errors];
  };
  const take = (csv: string, query = '') =>
    acme.post(`${customers}/import${query}`, csv, { headers: { 'content-type': 'text/csv' } });

  describe('of a customer', () => {
    it.each([RIGHT, 'de 136.695.976', 'CHE-116.281.710 MWST', 'US-12-3456789', 'HRB 12345'])(
      'may be the number %s, which stays as it is written',
      async (taxNumber) => {
        expect((await newCustomer(acme, { taxNumber })).taxNumber).toBe(taxNumber);
      },
    );

    it.each([WRONG, 'GB123456789', 'de 123.456.789', 'ATU1'])('are not the number %s', async (taxNumber) => {
      const { id } = await newCustomer(acme);
      const expected = complaint('taxNumber', taxNumber);
      expect(await refused(acme.post(customers, { name: 'New', taxNumber }))).toEqual(expected);
      expect(await refused(acme.patch(`${customers}/${id}`, { taxNumber }))).toEqual(expected);
    });

    it('go on with a wrong number that is there, until it is changed', async () => {
      const { id } = await olderCustomer('OLD');
      const change = (input: object) => acme.patch(`${customers}/${id}`, input);
      expect(await done(change({ phone: '1' }))).toMatchObject({ taxNumber: WRONG, phone: '1' });
      expect(await done(change({ taxNumber: WRONG, phone: '2' }))).toMatchObject({ phone: '2' });
      expect((await newInvoice(acme, { customerId: id })).status).toBe('issued');
      expect(await refused(change({ taxNumber: 'DE123456780' }))).toEqual(
        complaint('taxNumber', 'DE123456780'),
      );
      expect((await done(change({ taxNumber: RIGHT }))).taxNumber).toBe(RIGHT);
      expect(await refused(change({ taxNumber: WRONG }))).toEqual(complaint('taxNumber', WRONG));
    });

    it('are told by row and column when a file has a wrong number', async () => {
      await newCustomer(acme, { code: 'KNOWN', taxNumber: RIGHT });
      const csv = `code,name,taxNumber,country\nA1,Anna,${RIGHT},de\nKNOWN,Known,${WRONG},\nB1,Berta,GB1,XX\n`;
      for (const query of ['', '?dryRun=true']) {
        const { status, body } = await take(csv, query);
        expect([status, body.errors]).toEqual([
          400,
          [
            expect.objectContaining({ row: 3, column: 'taxNumber', message: expect.stringContaining(WRONG) }),
            expect.objectContaining({ row: 4, column: 'country' }),
            expect.objectContaining({ row: 4, column: 'taxNumber' }),
          ],
        ]);
      }
    });

    it('come back from a file with the wrong number that is there', async () => {
      await olderCustomer('FILE');
      const row = `code,name,taxNumber,country\nFILE,Changed,${WRONG},ch\n`;
      expect(await done(take(row))).toEqual({ imported: 1, updated: 1 });
      const file = (await acme.get(`${customers}?format=csv`)).raw.toString('utf8');
      expect(file).toContain(WRONG);
      const { items } = await done(acme.get(`${customers}?code=FILE`));
      expect(items).toMatchObject([{ name: 'Changed', taxNumber: WRONG, country: 'CH' }]);
      expect((await take(file)).status).toBe(200);
      expect((await done(acme.get(`${customers}?code=FILE`))).items).toEqual(items);
    });
  });

  describe('of the company', () => {
    it.each([
      [{ taxNumber: WRONG }, 'legal.taxNumber', WRONG],
      [{ iban: 'DE02120300000000202052' }, 'legal.iban', 'DE02120300000000202052'],
      [{ iban: 'GB33' }, 'legal.iban', 'GB33'],
    ])('are not %j', async (legal, path, value) => {
      expect(await refused(acme.patch(settings, { legal }))).toEqual(complaint(path, value));
    });

    it('have an IBAN that is kept without blanks and printed in groups', async () => {
      const legal = { iban: 'de02 1203 0000 0000 2020 51', taxNumber: RIGHT };
      expect((await done(acme.patch(settings, { legal }))).legal).toMatchObject({
        iban: 'DE02120300000000202051',
        taxNumber: RIGHT,
      });
      const { id } = await newDraft(acme);
      const [page = ''] = await pdfPages((await acme.get(`/api/sales/invoices/${id}/pdf`)).raw);
      expect(page).toContain('IBAN DE02 1203 0000 0000 2020 51');
    });

    it('go on with wrong numbers that are there, until they are changed', async () => {
      const legal = { taxNumber: WRONG, iban: 'Account 12' };
      await stored(`UPDATE company_settings SET legal = '${JSON.stringify(legal)}'`);
      expect((await done(acme.patch(settings, { legal: { phone: '1' } }))).legal).toMatchObject(legal);
      expect((await done(acme.patch(settings, { legal }))).legal).toEqual({ ...legal, phone: '1' });
      expect((await newInvoice(acme)).status).toBe('issued');
      expect((await acme.patch(settings, { legal: { iban: 'Account 13' } })).status).toBe(400);
      const cleared = await done(acme.patch(settings, { legal: { iban: null, taxNumber: null } }));
      expect(cleared.legal).toEqual({ phone: '1' });
    });
  });
});
