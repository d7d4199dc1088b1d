import { imageSizeFromFile } from 'image-size/fromFile';

/** In pixels. A small file can hold a picture that takes gigabytes once it is unpacked. */
const MOST_SIDE = 4096;

/** What is wrong with a picture; undefined when nothing is. */
export async function pictureProblem(path: string): Promise<string | undefined> {
  const { width, height } = await imageSizeFromFile(path).catch(() => ({ width: 0, height: 0 }));
  if (!width || !height) return 'is a picture that can not be read';
  return width > MOST_SIDE || height > MOST_SIDE
    ? `must have at most ${MOST_SIDE} pixels on each side`
    : undefined;
}
