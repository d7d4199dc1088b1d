import { BOLD, FAINT, INK, PAGE, REGULAR, RULE } from './pdf-page.js';
import { printable } from './pdf-text.js';

export interface Column {
  title: string;
  x: number;
  width: number;
  align: 'left' | 'right';
}

const COLUMNS: readonly Column[] = [
  { title: '#', x: 50, width: 20, align: 'left' },
  { title: 'Description', x: 74, width: 196, align: 'left' },
  { title: 'Quantity', x: 274, width: 54, align: 'right' },
  { title: 'Price', x: 332, width: 64, align: 'right' },
  { title: 'Discount', x: 400, width: 46, align: 'right' },
  { title: 'Tax', x: 450, width: 34, align: 'right' },
  { title: 'Net', x: 488, width: 57, align: 'right' },
];

const GAP = 6;

/** Draws the lines from `y` on, over as many pages as they need, and returns where it ended. */
export function drawTable(
  pdf: PDFKit.PDFDocument,
  { rows, columns = COLUMNS }: { rows: readonly string[][]; columns?: readonly Column[] },
  y: number,
): number {
  let at = drawHead(pdf, columns, y);
  for (const row of rows) {
    const height = rowHeight(pdf, columns, row);
    if (at + height > PAGE.bottom) {
      pdf.addPage();
      at = drawHead(pdf, columns, PAGE.top);
    }
    drawRow(pdf, { columns, row }, at);
    at += height + GAP;
    pdf
      .moveTo(PAGE.left, at - GAP / 2)
      .lineTo(PAGE.right, at - GAP / 2)
      .lineWidth(0.5)
      .stroke(RULE);
  }
  return at;
}

function drawHead(pdf: PDFKit.PDFDocument, columns: readonly Column[], y: number): number {
  pdf.font(BOLD).fontSize(8).fillColor(FAINT);
  for (const { title, x, width, align } of columns) pdf.text(title, x, y, { width, align, lineBreak: false });
  pdf
    .moveTo(PAGE.left, y + 13)
    .lineTo(PAGE.right, y + 13)
    .lineWidth(1)
    .stroke(INK);
  return y + 18;
}

function rowHeight(pdf: PDFKit.PDFDocument, columns: readonly Column[], row: readonly string[]): number {
  pdf.font(REGULAR).fontSize(9);
  const heights = columns.map(({ width }, index) =>
    pdf.heightOfString(printable(row[index] ?? ''), { width }),
  );
  return Math.max(...heights);
}

function drawRow(
  pdf: PDFKit.PDFDocument,
  { columns, row }: { columns: readonly Column[]; row: readonly string[] },
  y: number,
): void {
  pdf.font(REGULAR).fontSize(9).fillColor(INK);
  for (const [index, { x, width, align }] of columns.entries()) {
    pdf.text(printable(row[index] ?? ''), x, y, { width, align });
  }
}
