import { getMetadataStorage } from 'class-validator';

type Search = ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas'];

let remembered = false;

/**
 * class-validator looks for a value's rules among those of every input of the program, each time again. The
 * rules of a class are complete once it is declared, so one search a class is enough.
 */
export function rememberRules(): void {
  if (remembered) return;
  remembered = true;
  const storage = getMetadataStorage();
  storage.getTargetValidationMetadatas = remembering(storage.getTargetValidationMetadatas.bind(storage));
}

function remembering(search: Search): Search {
  const known = new Map<unknown, ReturnType<Search>>();
  return (target, schema, always, strictGroups, groups) => {
    // Nothing here validates by schema or group; whoever does gets the search.
    if (schema || always || strictGroups || groups)
      return search(target, schema, always, strictGroups, groups);
    let rules = known.get(target);
    if (!rules) known.set(target, (rules = search(target, schema, always, strictGroups, groups)));
    return rules;
  };
}
