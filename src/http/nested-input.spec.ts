import { getMetadataStorage } from 'class-validator';
import '../app.module.js';

interface Rule {
  readonly target: { readonly name: string };
  readonly propertyName: string;
  readonly type: string;
  readonly name?: string;
}

/** class-validator walks into a list where one object is meant, and into an object where a list is. */
describe('Every nested input', () => {
  // Not in the types of the package, which look a class's rules up and don't list them all.
  const storage = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, Rule[]> };
  const rules = [...storage.validationMetadatas.values()].flat();

  it('says whether it is a list or an object', () => {
    const nested = rules.filter(({ type }) => type === 'nestedValidation');
    expect(nested.length).toBeGreaterThan(5);
    const loose = nested.filter(
      ({ target, propertyName }) =>
        !rules.some(
          (rule) =>
            rule.target === target &&
            rule.propertyName === propertyName &&
            ['isArray', 'isObject'].includes(rule.name ?? ''),
        ),
    );
    expect(loose.map(({ target, propertyName }) => `${target.name}.${propertyName}`)).toEqual([]);
  });
});
