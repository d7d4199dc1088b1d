import { once } from 'node:events';
import { request } from 'node:http';

export const CUSTOMERS = 200;

export async function fillCustomers(port, headers) {
  for (let index = 0; index < CUSTOMERS; index += 1) {
    await post(port, '/api/sales/customers', headers, {
      name: `Customer ${index}`,
      email: `c${index}@x.test`,
    });
  }
}

/** `fetch` can't set the Host header. */
export async function post(port, path, headers, body) {
  const sent = { ...headers, 'content-type': 'application/json' };
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', path, headers: sent });
  outgoing.end(JSON.stringify(body));
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await response.toArray()).toString('utf8');
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode} ${text}`);
  return JSON.parse(text);
}
