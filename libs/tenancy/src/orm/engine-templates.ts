import { findEngine } from '../engine/engines.js';
import type { EngineName } from '../tenant.js';
import type { EngineTemplate } from './engine-template.js';
import type { Engine } from '../engine/engine.js';

/** The templates of one set of entities, each built when a store on its engine is first used. */
export class EngineTemplates {
  readonly #built = new Map<EngineName, EngineTemplate>();

  /** That of `usual` is built now: what is wrong with the entities of a program shows at its start. */
  constructor(
    private readonly usual: EngineName,
    private readonly build: (engine: Engine) => EngineTemplate,
  ) {
    this.of(usual);
  }

  /** Throws DriverMissingError; RangeError for a name that no engine has. */
  of(name: EngineName): EngineTemplate {
    const known = this.#built.get(name);
    if (known) return known;
    const engine = findEngine(name);
    if (!engine) throw new RangeError(`This program has no engine "${name}".`);
    const template = this.build(engine);
    this.#built.set(name, template);
    return template;
  }

  /** From the oldest to the newest; the same on every engine. */
  get migrationNames(): readonly string[] {
    return this.of(this.usual).migrationNames;
  }
}
