/** Asks for a dialect's or an engine's own word where code would ask for the name of an engine. */
const NAMES = new Set(['postgres', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'better-sqlite3']);
const MESSAGE =
  'What differs between engines belongs into their folders in libs/tenancy/src/engine: ask the dialect or the engine.';

const noEngineName = {
  create: (context) => ({
    Literal(node) {
      if (NAMES.has(node.value)) context.report({ message: MESSAGE, node });
    },
    Property({ key, computed, shorthand }) {
      if (!computed && key.type === 'Identifier' && !shorthand && NAMES.has(key.name))
        context.report({ message: MESSAGE, node: key });
    },
  }),
};

export default { meta: { name: 'engines' }, rules: { 'no-engine-name': noEngineName } };
