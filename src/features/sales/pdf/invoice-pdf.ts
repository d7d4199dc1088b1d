import { buffer } from 'node:stream/consumers';
import PdfDocument from 'pdfkit';
import { drawTable } from './invoice-table.js';
import type { Fact, InvoiceDocument } from './invoice-document.js';
import { ACCENT, BOLD, FAINT, INK, PAGE, REGULAR, RULE } from './pdf-page.js';
import { printable } from './pdf-text.js';

type Pdf = PDFKit.PDFDocument;

/** The invoice on A4. `at` is the time it is dated with, so that one invoice is always the same file. */
export async function invoicePdf(invoice: InvoiceDocument, at: Date): Promise<Buffer> {
  const info = { Title: invoice.title, Author: invoice.seller.name, CreationDate: at, ModDate: at };
  const pdf = new PdfDocument({ size: 'A4', margin: 0, bufferPages: true, info });
  const bytes = buffer(pdf);
  drawSeller(pdf, invoice);
  drawFacts(pdf, invoice.facts);
  drawBlock(pdf, invoice.buyer, 'Bill to', 165);
  const end = drawTable(pdf, invoice, Math.max(270, pdf.y + 24));
  drawNotes(pdf, invoice.notes, drawTotals(pdf, invoice, end + 8));
  finishPages(pdf, invoice);
  pdf.end();
  return bytes;
}

function drawSeller(pdf: Pdf, { seller, title }: InvoiceDocument): void {
  const color = /^#[0-9a-f]{6}$/i.test(seller.color ?? '') ? (seller.color ?? ACCENT) : ACCENT;
  pdf.rect(0, 0, PAGE.width, 8).fill(color);
  pdf
    .font(BOLD)
    .fontSize(16)
    .fillColor(color)
    .text(printable(seller.name), PAGE.left, PAGE.top, { width: 280 });
  pdf.font(REGULAR).fontSize(9).fillColor(FAINT);
  for (const line of seller.lines) pdf.text(printable(line), { width: 280 });
  pdf.font(BOLD).fontSize(22).fillColor(INK).text(title, 345, PAGE.top, { width: 200, align: 'right' });
}

function drawFacts(pdf: Pdf, facts: readonly Fact[]): void {
  facts.forEach(([label, value], index) => {
    const y = 84 + index * 14;
    pdf.font(REGULAR).fontSize(9).fillColor(FAINT).text(label, 345, y, { width: 95, align: 'right' });
    pdf
      .font(BOLD)
      .fillColor(INK)
      .text(printable(value), 445, y, { width: 100, align: 'right', lineBreak: false });
  });
}

function drawBlock(pdf: Pdf, lines: readonly string[], title: string, y: number): void {
  pdf
    .font(BOLD)
    .fontSize(8)
    .fillColor(FAINT)
    .text(title, PAGE.left, Math.max(y, pdf.y + 16), { width: 280 });
  const [name = '', ...rest] = lines;
  pdf.moveDown(0.3).font(BOLD).fontSize(10).fillColor(INK).text(printable(name), { width: 280 });
  pdf.font(REGULAR).fontSize(9);
  for (const line of rest) pdf.text(printable(line), { width: 280 });
}

function drawTotals(pdf: Pdf, { totals, due }: InvoiceDocument, start: number): number {
  let y = roomFor(pdf, start, totals.length * 14 + 30);
  for (const fact of totals) {
    drawTotal(pdf, fact, y, REGULAR);
    y += 14;
  }
  pdf.moveTo(300, y).lineTo(PAGE.right, y).lineWidth(1).stroke(INK);
  drawTotal(pdf, due, y + 6, BOLD);
  return y + 30;
}

function drawTotal(pdf: Pdf, [label, value]: Fact, y: number, font: string): void {
  pdf
    .font(font)
    .fontSize(font === BOLD ? 11 : 9)
    .fillColor(INK);
  pdf.text(printable(label), 270, y, { width: 175, align: 'right', lineBreak: false });
  pdf.text(value, 445, y, { width: 100, align: 'right', lineBreak: false });
}

function drawNotes(pdf: Pdf, notes: string | undefined, start: number): void {
  if (!notes) return;
  pdf.font(REGULAR).fontSize(9);
  let y = start + 10;
  for (const line of printable(notes).split('\n')) {
    const height = pdf.heightOfString(line || ' ', { width: PAGE.right - PAGE.left });
    y = roomFor(pdf, y, height);
    pdf
      .font(REGULAR)
      .fontSize(9)
      .fillColor(INK)
      .text(line, PAGE.left, y, { width: PAGE.right - PAGE.left });
    y += height;
  }
}

function roomFor(pdf: Pdf, y: number, height: number): number {
  if (y + height <= PAGE.bottom) return y;
  pdf.addPage();
  return PAGE.top;
}

function finishPages(pdf: Pdf, { footer, stamp }: InvoiceDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf
      .moveTo(PAGE.left, PAGE.footer - 6)
      .lineTo(PAGE.right, PAGE.footer - 6)
      .lineWidth(0.5)
      .stroke(RULE);
    pdf.font(REGULAR).fontSize(7.5).fillColor(FAINT);
    footer.forEach((line, index) =>
      pdf.text(printable(line), PAGE.left, PAGE.footer + index * 10, { width: 430, lineBreak: false }),
    );
    pdf.text(`Page ${page + 1} of ${count}`, 485, PAGE.footer, {
      width: 60,
      align: 'right',
      lineBreak: false,
    });
    if (stamp) drawStamp(pdf, stamp);
  }
}

function drawStamp(pdf: Pdf, stamp: string): void {
  pdf.save().rotate(-35, { origin: [PAGE.width / 2, PAGE.height / 2] });
  pdf.font(BOLD).fontSize(110).fillColor('#b91c1c').fillOpacity(0.12);
  pdf.text(stamp, 0, PAGE.height / 2 - 55, { width: PAGE.width, align: 'center', lineBreak: false });
  pdf.fillOpacity(1).restore();
}
