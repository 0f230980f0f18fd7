// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

/**
 * Noto Sans Hans (SIL Open Font License 1.1, which allows embedding), from the package @embedpdf/fonts-sc. The package
 * exports no font file by name, so the path is resolved from its entry point.
 */
const folder = path.join(path.dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');

export const fontFiles = {
  regular: path.join(folder, 'NotoSansHans-Regular.otf'),
  bold: path.join(folder, 'NotoSansHans-Bold.otf'),
} as const;

/** A font for characters that the built-in one lacks. */
export interface FallbackFont {
  /** TrueType, OpenType or a collection. */
  readonly file: string;
  /** The PostScript name of one font in a collection. */
  readonly family?: string | undefined;
}

export type FontWeight = keyof typeof fontFiles;

/** Half-width Latin letters and digits: the font's own monospaced forms. */
export const monospacedFeatures = ['hwid'] as const;
