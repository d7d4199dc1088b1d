const DEEPEST = 4;

/** The operations of a document: `{ method, path, parameters, body, files, isOpen }`. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = operation.requestBody?.content ?? {};
      const body = content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body: body && ((random) => valueOf(body, document, random)),
        takesFiles: 'text/csv' in content,
        isOpen: operation.security?.length === 0,
      };
    }),
  );
}

/** Something that the schema allows; `random.ids` are ids that exist. */
export function valueOf(schema, document, random, depth = 0) {
  const plain = resolved(schema, document);
  if (depth > DEEPEST) return undefined;
  if (plain.enum) return random.pick(plain.enum);
  if (plain.example !== undefined && random.chance(0.5)) return plain.example;
  if (plain.format === 'uuid') return random.id();
  switch (plain.type) {
    case 'object':
      return objectOf(plain, document, random, depth);
    case 'array':
      return Array.from({ length: random.below(4) }, () =>
        valueOf(plain.items ?? {}, document, random, depth + 1),
      );
    case 'boolean':
      return random.chance(0.5);
    case 'number':
    case 'integer':
      return random.pick([0, 1, 2, 100, 2_147_483_647]);
    default:
      return random.text();
  }
}

function objectOf({ properties = {}, required = [] }, document, random, depth) {
  const names = Object.keys(properties).filter((name) => required.includes(name) || random.chance(0.5));
  return Object.fromEntries(
    names.map((name) => [
      name,
      /Ids?$/.test(name) && properties[name].type === 'string'
        ? random.id()
        : valueOf(properties[name], document, random, depth + 1),
    ]),
  );
}

function resolved(schema, document) {
  if (schema.$ref) return resolved(at(document, schema.$ref), document);
  const [first] = schema.allOf ?? schema.oneOf ?? schema.anyOf ?? [];
  return first ? { ...resolved(first, document), ...schema } : schema;
}

const at = (document, ref) =>
  ref
    .slice('#/'.length)
    .split('/')
    .reduce((place, name) => place[name], document);
