import { inflateSync } from 'node:zlib';
import type { InvoiceDocument } from './invoice-document.js';
import { invoicePdf } from './invoice-pdf.js';

const AT = new Date('2026-11-21T10:00:00Z');

const sample = (changes: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  title: 'Invoice',
  seller: {
    name: 'Acme Trading Ltd',
    color: '#1a7f5a',
    lines: ['1 High Street, London', 'billing@acme.example'],
  },
  buyer: ['Alfreds Futterkiste', 'Obere Str. 57', '12209 Berlin', 'Tax no. DE123456789'],
  facts: [
    ['Number', 'INV-2026-000123'],
    ['Date', '2026-11-21'],
    ['Due', '2026-12-21'],
    ['Customer no.', 'ALFKI'],
  ],
  rows: [['1', 'Chai, ten boxes', '12.5', '18.00', '5 %', '20 %', '213.75']],
  totals: [
    ['Net', '213.75'],
    ['VAT20 20 % on 213.75', '42.75'],
    ['Total USD', '256.50'],
  ],
  due: ['Amount due USD', '256.50'],
  notes: 'Thank you for your order.\nPlease pay by transfer.',
  footer: ['Acme Trading Ltd · Tax no. GB123456789', 'IBAN GB33BUKB20201555555555'],
  ...changes,
});

/** The words of the pages: pdfkit writes them as hexadecimal strings inside compressed streams. */
function textOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\n([^]*?)\nendstream/g)].map(([, bytes = '']) => {
    try {
      return inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return streams
    .join('\n')
    .replaceAll(/\[([^\]]*)\] TJ/g, (_, parts: string) =>
      [...parts.matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
        .join(''),
    );
}

describe('invoicePdf', () => {
  it('says who sells what to whom for how much', async () => {
    const text = textOf(await invoicePdf(sample(), AT));
    for (const word of [
      'Acme Trading Ltd',
      'Alfreds Futterkiste',
      'INV-2026-000123',
      'Chai, ten boxes',
      'VAT20 20 % on 213.75',
      '256.50',
      'IBAN GB33BUKB20201555555555',
      'Page 1 of 1',
    ]) {
      expect(text).toContain(word);
    }
  });

  it('is one page when it fits, and goes on to further ones when it does not', async () => {
    expect(textOf(await invoicePdf(sample(), AT))).toContain('Page 1 of 1');
    const rows = Array.from({ length: 120 }, (_, index) => [
      String(index + 1),
      `Product ${index + 1} with a description long enough for two lines of the table`,
      '1',
      '1.00',
      '',
      '',
      '1.00',
    ]);
    const text = textOf(await invoicePdf(sample({ rows }), AT));
    expect(text).toMatch(/Page 5 of 5|Page 6 of 6/);
    expect(text).toContain('Product 120');
  });

  it('marks what must not be taken for a valid invoice', async () => {
    expect(textOf(await invoicePdf(sample({ stamp: 'VOID' }), AT))).toContain('VOID');
  });

  it('is the same file every time', async () => {
    const [first, second] = [await invoicePdf(sample(), AT), await invoicePdf(sample(), AT)];
    expect(first.equals(second)).toBe(true);
  });
});
