import { expectStatus, type TestResponse, type TestPlatform } from './index.js';

/** The store of the tenant `acme`, on a server that offers TLS. */
export interface TlsStore {
  readonly platform: TestPlatform;
  /** Asks for another way to the same store; without TLS unless it is asked for. */
  readonly change: (host: string, tls?: object) => Promise<TestResponse>;
  /** What the catalog has of it. */
  readonly row: () => Promise<unknown>;
  /** As the server sees the connection of a request. */
  readonly isPrivate: () => Promise<boolean>;
}

export async function expectTlsRefused(store: TlsStore, host: string, tls: object): Promise<void> {
  const before = await store.row();
  const { body } = await expectStatus(422, store.change(host, tls));
  expect(body.code).toBe('server_tls_refused');
  expect(JSON.stringify(body)).not.toMatch(/throwaway|sslca|CERTIFICATE/);
  expect(await store.row()).toEqual(before);
  expect(await store.isPrivate()).toBe(false);
}

export async function expectTls(store: TlsStore, host: string, tls: object): Promise<void> {
  await expectStatus(200, store.change('localhost'));
  expect(await store.isPrivate()).toBe(false);
  const { body } = await expectStatus(200, store.change(host, tls));
  expect(body).toMatchObject({ status: 'ok', host });
  expect(await store.isPrivate()).toBe(true);
  await expectStatus(200, store.platform.request('acme.localhost').get('/api/tenant'));
}
