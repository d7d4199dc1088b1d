import { Global, Module } from '@nestjs/common';
import { PdfPrinter } from './pdf-printer.js';
import { Typesetter } from './typesetter.js';

@Global()
@Module({ providers: [PdfPrinter, Typesetter], exports: [PdfPrinter] })
export class PdfModule {}
