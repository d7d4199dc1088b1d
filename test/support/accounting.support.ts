import { expectStatus, type HttpClient, type Json } from './index.js';

/** A company as its accountant sees it. */
export class Books {
  private readonly accounts = new Map<string, Json>();

  constructor(readonly client: HttpClient) {}

  /** The body of a POST that made something. */
  async make(path: string, input?: object): Promise<Json> {
    return (await expectStatus(201, this.client.post(`/api/${path}`, input))).body;
  }

  /** The body of an action that went well. */
  async act(path: string, input?: object): Promise<Json> {
    return (await expectStatus(200, this.client.post(`/api/${path}`, input))).body;
  }

  async read(path: string): Promise<Json> {
    return (await expectStatus(200, this.client.get(`/api/${path}`))).body;
  }

  /** Status and code of a refusal. */
  async refusal(path: string, input?: object): Promise<[number, string]> {
    const { status, body } = await this.client.post(`/api/${path}`, input);
    return [status, body.code];
  }

  /** Id of the account with this code in the default chart. */
  async account(code: string): Promise<string> {
    if (!this.accounts.has(code)) {
      const { items } = await this.read('accounting/accounts?limit=100');
      for (const account of items) this.accounts.set(account.code, account);
    }
    return this.accounts.get(code)?.id;
  }

  /** Posts debits and credits by account code: `post('2026-03-01', { 1020: '100' }, { 3100: '100' })`. */
  async entry(
    date: string,
    debits: Record<string, string>,
    credits: Record<string, string>,
  ): Promise<{ date: string; memo: string; lines: object[] }> {
    const side = async (name: string, amounts: Record<string, string>) =>
      Promise.all(
        Object.entries(amounts).map(async ([code, amount]) => ({
          accountId: await this.account(code),
          [name]: amount,
        })),
      );
    const lines = [...(await side('debit', debits)), ...(await side('credit', credits))];
    return { date, memo: `Entry of ${date}`, lines };
  }

  async post(date: string, debits: Record<string, string>, credits: Record<string, string>): Promise<Json> {
    return this.make('accounting/journal-entries', await this.entry(date, debits, credits));
  }

  async report(name: string, query = ''): Promise<Json> {
    return this.read(`accounting/reports/${name}?${query}`);
  }

  /** Balances by account code. */
  async balances(query = ''): Promise<Record<string, string>> {
    const { rows } = await this.report('trial-balance', query);
    return Object.fromEntries(rows.map(({ code, balance }: Json) => [code, balance]));
  }
}
