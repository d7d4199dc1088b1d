/** Asks for the program's clock where the machine's would be read: tests turn the one, not the other. */
const MESSAGE = "Ask Clock.now(): tests turn the program's clock.";

const isDate = (node) => node.type === 'Identifier' && node.name === 'Date';

const noMachineClock = {
  create: (context) => ({
    NewExpression(node) {
      if (isDate(node.callee) && node.arguments.length === 0) context.report({ message: MESSAGE, node });
    },
    MemberExpression(node) {
      const name = node.computed ? node.property.value : node.property.name;
      if (isDate(node.object) && name === 'now') context.report({ message: MESSAGE, node });
    },
  }),
};

export default { meta: { name: 'clock' }, rules: { 'no-machine-clock': noMachineClock } };
