import { createReadStream } from 'node:fs';

/** Of files that have no mark of their own, by the end of their name. */
const TEXTS: Readonly<Record<string, string>> = { csv: 'text/csv', txt: 'text/plain' };
/** Other names of one type. */
const SAME: Readonly<Record<string, string>> = { 'image/heif': 'image/heic' };

/** The media type of a file's content; undefined when it is none that is known. Its name counts for texts only. */
export async function contentType(path: string, name: string): Promise<string | undefined> {
  // Loaded by the first upload.
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (found) return SAME[found.mime] ?? found.mime;
  const text = TEXTS[/\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? ''];
  return text !== undefined && (await isText(path)) ? text : undefined;
}

/** UTF-8 without NUL. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (chunk.includes(0)) return false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
