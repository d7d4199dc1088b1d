import { Injectable } from '@nestjs/common';
import { Letterhead } from '../../pdf/letterhead.js';
import type { InvoiceFile } from '../invoices/invoice-document.service.js';
import { creditNoteDocument } from './credit-note-document.js';
import { CreditNoteService } from './credit-note.service.js';

/** The credit note as a PDF. */
@Injectable()
export class CreditNoteDocumentService {
  constructor(
    private readonly notes: CreditNoteService,
    private readonly printer: Letterhead,
  ) {}

  async pdf(id: string): Promise<InvoiceFile> {
    const whole = await this.notes.get(id);
    const content = await this.printer.print(
      creditNoteDocument(whole),
      whole.note.parties,
      whole.note.createdAt,
    );
    return { name: `${whole.note.number}.pdf`, content };
  }
}
