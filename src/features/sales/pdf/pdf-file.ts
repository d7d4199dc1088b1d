import { StreamableFile } from '@nestjs/common';

/** A PDF that browsers show. */
export const pdfFile = ({ name, content }: { name: string; content: Buffer }): StreamableFile =>
  new StreamableFile(content, {
    type: 'application/pdf',
    disposition: `inline; filename="${name}"`,
    length: content.length,
  });
