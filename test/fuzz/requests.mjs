import { FILES, HEADERS, HOSTS, SHAPES, TYPES, VALUES } from './shapes.mjs';

const UNKNOWN_ID = '0198c3a1-7d2e-7000-8000-000000000001';
const WORDS = [
  'Jane',
  'x',
  '12.50',
  '2026-03-31',
  'EUR',
  'owner@acme.test',
  '4000',
  '0.1900',
  'ÄÖ ü',
  'draft',
];
const JSON_TYPE = 'application/json';

/**
 * Requests from the documents: first each operation with each shape of body and each bad value in its query (the
 * sweep), then at random. Every one is `{ method, host, path, headers, body, plane, told }`.
 */
export class Requests {
  constructor(world, random) {
    this.world = world;
    this.random = random;
    random.id = () => (random.chance(0.7) && world.ids.length > 0 ? random.pick(world.ids) : UNKNOWN_ID);
    random.text = () => random.pick(WORDS);
    this.places = Object.entries(world.planes).flatMap(([plane, { operations }]) =>
      operations.filter((operation) => !world.isOwn(operation)).map((operation) => ({ plane, operation })),
    );
  }

  *all(count) {
    let made = 0;
    for (const request of this.sweep()) {
      if (made++ >= count) return;
      yield request;
    }
    for (; made < count; made += 1) yield this.one();
  }

  /** Bodies in turns, so that a short run has all shapes and all operations, if not all pairs. */
  *sweep() {
    const shapes = Object.entries(SHAPES);
    for (let turn = 0; turn < shapes.length; turn += 1) {
      for (const [index, place] of this.places.entries()) {
        const [told, shape] = shapes[(index + turn) % shapes.length];
        if (place.operation.body) yield this.#to(place, { body: shape(), type: JSON_TYPE, told });
        else if (turn < 2) yield this.#to(place, { told: 'as documented' });
      }
    }
  }

  one() {
    const place = this.random.pick(this.places);
    const request = this.#to(place, this.#payload(place.operation));
    if (this.random.chance(0.1)) Object.assign(request.headers, this.random.pick(HEADERS));
    if (this.random.chance(0.05)) request.host = this.random.pick(HOSTS);
    if (this.random.chance(0.05)) delete request.headers.authorization;
    if (this.random.chance(0.03))
      request.method = this.random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
    if (this.random.chance(0.03)) request.path = this.#bentPath(request.path);
    return request;
  }

  #to({ plane, operation }, { body, type, told }) {
    const { host, token } = this.world.planes[plane];
    const headers = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (body !== undefined) headers['content-type'] = type ?? JSON_TYPE;
    const path = this.#pathOf(plane, operation) + this.#queryOf(operation);
    return { method: operation.method, host, path, headers, body, plane, told };
  }

  #payload({ body, takesFiles }) {
    const { random } = this;
    if (takesFiles || random.chance(0.01)) {
      const [told, file] = random.pick(Object.entries(FILES));
      return { body: file(), type: random.chance(0.9) ? 'text/csv' : random.pick(TYPES), told };
    }
    if (!body) return random.chance(0.05) ? { body: '{}', told: 'a body where none is' } : { told: 'none' };
    if (random.chance(0.15)) {
      const [told, shape] = random.pick(Object.entries(SHAPES));
      return { body: shape(), told };
    }
    const valid = body(random) ?? {};
    const bent = random.chance(0.7) ? this.#bent(valid) : valid;
    const type = random.chance(0.03) ? random.pick(TYPES) : JSON_TYPE;
    return { body: JSON.stringify(bent), type, told: 'by its schema' };
  }

  /** One value somewhere in it is another, is missing, or is one too many. */
  #bent(value) {
    const { random } = this;
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
      return random.pick(VALUES);
    const key = random.pick(Object.keys(value));
    if (random.chance(0.1)) return { ...value, extra: random.pick(VALUES) };
    const copy = Array.isArray(value) ? [...value] : { ...value };
    if (random.chance(0.1)) delete copy[key];
    else copy[key] = random.chance(0.5) ? this.#bent(copy[key]) : random.pick(VALUES);
    return copy;
  }

  #pathOf(plane, { path }) {
    return path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(this.#segment(plane, name)));
  }

  #segment(plane, name) {
    const { random, world } = this;
    if (random.chance(0.1))
      return String(
        random.pick(VALUES.filter((value) => typeof value === 'string' && value.isWellFormed() && value)),
      );
    if (plane === 'admin' && /slug|tenant/.test(name)) return random.pick(world.slugs);
    if (/period/.test(name)) return random.pick(['2026-03', '2026-13', '1999-01', '2026-3']);
    if (/year/.test(name)) return random.pick(['2026', '1999', '0', '99999', '-1']);
    if (/domain/.test(name)) return random.pick(['shop.example', 'x', 'localhost']);
    return random.id();
  }

  #queryOf({ parameters }) {
    const { random } = this;
    const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
    if (names.length === 0 && random.chance(0.97)) return '';
    const asked = names.filter(() => random.chance(0.3));
    if (random.chance(0.03))
      asked.push(random.pick(['constructor', '__proto__', 'a[b]', 'limit[]', 'x'.repeat(500)]));
    const pairs = asked.map((name) => `${encodeURIComponent(name)}=${this.#asked(name)}`);
    if (random.chance(0.01))
      pairs.push(random.pick(['a&'.repeat(3_000), 'q=%FF', 'q=%', '%ED%A0%80=1', 'q=1&'.repeat(500)]));
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  }

  #asked(name) {
    const { random } = this;
    if (random.chance(0.25)) {
      const value = random.pick(VALUES);
      return encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed());
    }
    if (/from|to|date|asOf|on$/i.test(name))
      return random.pick(['2026-01-01', '2026-12-31', '1000-01-01', '2026-01-01T00:00:00Z']);
    if (/limit/.test(name)) return random.pick(['1', '100', '0', '101']);
    if (/format/.test(name)) return random.pick(['csv', 'json']);
    if (/sort/.test(name)) return random.pick(['name', '-createdAt', 'number', 'nothing']);
    if (name.endsWith('Id')) return random.id();
    if (/wait/.test(name)) return 'true';
    return encodeURIComponent(random.text());
  }

  #bentPath(path) {
    const { random } = this;
    return random.pick([
      `${path}/`,
      `/${path}`,
      path.toUpperCase(),
      `${path}%00`,
      `${path}/../..`,
      `/t/acme${path}`,
      `/t/nobody${path}`,
      path.replace('/api', ''),
    ]);
  }
}
