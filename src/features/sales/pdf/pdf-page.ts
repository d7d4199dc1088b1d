/** The page, in points: A4 with margins. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: 50,
  right: 545,
  top: 50,
  bottom: 770,
  footer: 785,
};

export const INK = '#1f2430';
export const FAINT = '#6b7280';
export const RULE = '#d6d9df';
export const ACCENT = '#1a4f7a';

export const REGULAR = 'Helvetica';
export const BOLD = 'Helvetica-Bold';
