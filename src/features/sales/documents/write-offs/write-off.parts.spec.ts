import * as fc from 'fast-check';
import { writeOffParts } from './write-off.parts.js';

const line = (taxRateId: string | null, taxRate: string, net: number, tax: number) => ({
  line: { taxRateId, taxRate },
  left: { net, tax, gross: net + tax },
});

describe('The parts of what is written off', () => {
  it('are the lines themselves where nothing was paid', () => {
    const lines = [line('a', '0.1900', 1000, 190), line('b', '0.0700', 500, 35), line(null, '0.0000', 70, 0)];
    expect(writeOffParts(lines, 1795)).toEqual([
      { taxRateId: 'a', taxRate: '0.1900', net: 1000, tax: 190, gross: 1190 },
      { taxRateId: 'b', taxRate: '0.0700', net: 500, tax: 35, gross: 535 },
      { taxRateId: null, taxRate: '0.0000', net: 70, tax: 0, gross: 70 },
    ]);
  });

  it('are in proportion where half was paid, and lines of one rate are one', () => {
    const lines = [
      line('a', '0.2000', 100, 20),
      line('a', '0.2000', 900, 180),
      line('b', '0.1000', 1000, 100),
    ];
    expect(writeOffParts(lines, 1150)).toEqual([
      { taxRateId: 'a', taxRate: '0.2000', net: 500, tax: 100, gross: 600 },
      { taxRateId: 'b', taxRate: '0.1000', net: 500, tax: 50, gross: 550 },
    ]);
  });

  it('hold no tax that credit notes took back before', () => {
    expect(writeOffParts([line('a', '0.2000', 0, 0)], 120)).toEqual([]);
  });

  it('add up to the amount, and hold no more than is left of each rate', () => {
    const left = fc.record({ net: fc.nat(99_999), tax: fc.nat(20_000) });
    fc.assert(
      fc.property(fc.array(left, { minLength: 1, maxLength: 6 }), fc.nat(), (lefts, pick) => {
        const lines = lefts.map(({ net, tax }, index) => line(`rate-${index}`, '0.2000', net, tax));
        const all = lines.reduce((sum, one) => sum + one.left.gross, 0);
        const amount = all === 0 ? 0 : pick % (all + 1);
        const parts = writeOffParts(lines, amount);
        expect(parts.reduce((sum, part) => sum + part.gross, 0)).toBe(amount);
        for (const { taxRateId, net, tax, gross } of parts) {
          const own = lines.find((one) => one.line.taxRateId === taxRateId)?.left;
          expect(net + tax).toBe(gross);
          expect(gross).toBeLessThanOrEqual(own?.gross ?? 0);
          expect([net, tax].every((part) => part >= 0)).toBe(true);
        }
      }),
    );
  });
});
