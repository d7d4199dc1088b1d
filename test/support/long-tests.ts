const LONG = process.env['LONG_TESTS'] === 'true';

/** How often a property is tried: `few` times in `npm test`, `many` times in `npm run test:long`. */
export const runs = (few: number, many: number): number => (LONG ? many : few);
