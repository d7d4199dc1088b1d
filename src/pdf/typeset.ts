import type { BusinessDocument, Fact } from './business-document.js';
import { ideographFonts, typesetLines, typesetText } from './typeset-text.js';

/** What the template calls pictures of these types. */
const FORMATS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

const ACCENT = '#1a4f7a';
const TABLE_SIZE = 9;
const SMALLEST = 5.5;
/** Letters that the narrow columns of a row may hold at the usual size, so that the wide one keeps a third. */
const NARROW_LETTERS = 58;

/** Letters that surely fit into a line of the foot, ideographs counted twice. */
const FOOTER_LETTERS = 90;

/** The document in the form in which `document.typ` takes it. */
export function typesetInput(document: BusinessDocument): string {
  const { seller, footer, facts, totals, due, columns } = document;
  return JSON.stringify({
    title: document.title,
    author: typesetText(seller.name).text,
    stamp: document.stamp ?? null,
    logo: FORMATS[document.logo?.type ?? ''] ?? null,
    color: /^#[0-9a-f]{6}$/i.test(seller.color ?? '') ? seller.color : ACCENT,
    fonts: ['Noto Sans', 'Noto Naskh Arabic', 'Noto Sans Hebrew', ...ideographFonts(wordsOf(document))],
    seller: typesetText(seller.name),
    sellerLines: seller.lines.map(typesetText),
    buyer: document.buyer.map(typesetText),
    facts: facts.map(typesetFact),
    columns: columns.map(({ title, align, wide }) => ({
      title,
      right: align === 'right',
      wide: wide === true,
    })),
    rows: document.rows.map((row) => row.map(typesetText)),
    totals: totals.map(typesetFact),
    due: typesetFact(due),
    notes: document.notes ? typesetLines(document.notes) : [],
    footer: footer.map(typesetText),
    footerLines: footer.reduce((lines, text) => lines + Math.ceil(widthOf(text) / FOOTER_LETTERS), 0),
    tableSize: tableSize(document),
  });
}

const widthOf = (text: string): number =>
  Array.from(text).reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2), 0);

const typesetFact = ([label, value]: Fact) => [typesetText(label), typesetText(value)];

/** Everything that people wrote. */
const wordsOf = ({ seller, buyer, rows, notes }: BusinessDocument): string =>
  [seller.name, ...seller.lines, ...buyer, ...rows.flat(), notes ?? ''].join('\n');

/** In points. Long amounts make the table's letters smaller: they are never broken and must not push others out. */
function tableSize({ columns, rows }: Pick<BusinessDocument, 'columns' | 'rows'>): number {
  const longest = columns.map(({ title, wide }, index) =>
    wide ? 0 : rows.reduce((length, row) => Math.max(length, row[index]?.length ?? 0), title.length),
  );
  const letters = longest.reduce((sum, length) => sum + length, 0);
  return Math.max(SMALLEST, Math.min(TABLE_SIZE, (TABLE_SIZE * NARROW_LETTERS) / letters));
}
