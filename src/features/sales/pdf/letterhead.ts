import { Injectable } from '@nestjs/common';
import { type BusinessDocument, PdfPrinter } from '../../platform.js';
import { FileService } from '../../files/index.js';
import type { Parties } from '../rows/invoice.parties.js';

/** Prints what a company sends, under its logo. */
@Injectable()
export class Letterhead {
  constructor(
    private readonly files: FileService,
    private readonly printer: PdfPrinter,
  ) {}

  /** `at`: see PdfPrinter. */
  async print(document: BusinessDocument, { seller }: Parties, at: Date): Promise<Buffer> {
    const logo = seller.logoFileId ? await this.files.find(seller.logoFileId) : undefined;
    return this.printer.print(logo ? { ...document, logo } : document, at);
  }
}
