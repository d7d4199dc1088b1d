import { type FieldProblem, type FormPart, UPLOAD_LIMIT, ValidationError } from '../platform.js';
import { FILE_AREA_NAMES, FILE_AREAS, type FileArea, isFileArea } from './file-areas.js';
import { fileName } from './file-name.js';
import { SpooledFile } from './spooled-file.js';

/** A file as it was sent. Whoever has it removes it. */
export interface SentFile {
  readonly area: FileArea;
  readonly name: string;
  readonly file: SpooledFile;
}

interface Form {
  area?: FileArea;
  name?: string;
  file?: SpooledFile;
}

/**
 * Reads the fields `file` and `area`, in whichever order; a file whose area isn't known yet may be as large as the
 * largest. `allow` is asked as soon as the area is known. Throws ValidationError, PayloadTooLargeError.
 */
export async function sentFile(
  parts: AsyncIterable<FormPart>,
  allow: (area: FileArea) => void,
): Promise<SentFile> {
  const form: Form = {};
  try {
    for await (const part of parts) await take(part, form, allow);
    return whole(form);
  } catch (error) {
    await form.file?.remove();
    throw error;
  }
}

async function take(part: FormPart, form: Form, allow: (area: FileArea) => void): Promise<void> {
  if ('content' in part) {
    if (part.name !== 'file') throw problem(part.name, 'is not a field of this form');
    form.name = fileName(part.fileName);
    const { maxBytes } = form.area ? FILE_AREAS[form.area] : { maxBytes: UPLOAD_LIMIT };
    form.file = await SpooledFile.of(part.content, maxBytes);
    return;
  }
  if (part.name === 'file') throw problem('file', 'must be a file, with a filename');
  if (part.name !== 'area') throw problem(part.name, 'is not a field of this form');
  if (form.area) throw problem('area', 'must be there once');
  if (!isFileArea(part.text)) throw problem('area', `must be one of ${FILE_AREA_NAMES.join(', ')}`);
  form.area = part.text;
  allow(form.area);
}

function whole({ area, name, file }: Form): SentFile {
  const problems: FieldProblem[] = [];
  if (!area) problems.push({ path: 'area', message: `must be one of ${FILE_AREA_NAMES.join(', ')}` });
  if (!file) problems.push({ path: 'file', message: 'must be there' });
  else if (file.bytes === 0) problems.push({ path: 'file', message: 'must not be empty' });
  if (problems.length > 0 || !area || !file) throw new ValidationError(problems);
  return { area, file, name: name ?? 'file' };
}

const problem = (path: string, message: string): ValidationError => new ValidationError([{ path, message }]);
