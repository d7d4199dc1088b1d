/** The oldest Node that the packages work with. */
export const NEEDED_NODE = '22.12';

export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needed = 0, atLeast = 0] = NEEDED_NODE.split('.').map(Number);
  return major > needed || (major === needed && minor >= atLeast);
}
