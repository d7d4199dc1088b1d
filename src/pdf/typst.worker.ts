// Runs in a process of its own. Without imports of ours: tests run it as it stands, by Node's own reading of types.
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export interface TypesetTask {
  /** Texts as JSON, for `sys.inputs.document`. */
  readonly input: string;
  readonly template: string;
  /** Seconds since 1970: what the file says of itself, so that one document is always the same file. */
  readonly at: number;
  readonly fontFiles: readonly string[];
  /** The picture that the template shows, in base64. */
  readonly logo?: string | undefined;
  /** An empty folder: the template reads no files but the logo, which is held in memory. */
  readonly folder: string;
}

let compiler: NodeCompiler | undefined;

/** The PDF, in base64: messages between processes are JSON. */
export function typeset({ input, template, at, logo, fontFiles, folder }: TypesetTask): string {
  compiler ??= NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [...fontFiles] }] });
  try {
    if (logo !== undefined) compiler.mapShadow(join(folder, 'logo'), Buffer.from(logo, 'base64'));
    const compiled = { mainFileContent: template, inputs: { document: input } };
    return compiler.pdf(compiled, { creationTimestamp: at }).toString('base64');
  } catch (error) {
    // Its errors are objects of the compiler, which don't go through to another process.
    throw new Error(`The document template failed: ${String(Object(error).code)}`, { cause: error });
  } finally {
    // What was worked out for one document is of no use to the next, which may be another company's.
    compiler.resetShadow();
    compiler.evictCache(0);
  }
}
