/** A theme for files that are no pages of the magazine: its colours, and its faces by the part that they play. */
import type { Theme } from '../model/theme.ts';

/** The theme's colours, and its faces by the part that they play here. */
export function themeCss({ tokens }: Theme): string {
  const colours = Object.entries(tokens).filter(([, value]) =>
    /^#[\da-f]{3,6}$|^var\(--[\w-]+\)$/iu.test(value),
  );
  const family = (name: string): string => tokens[name]?.split(',')[0]?.trim() ?? 'serif';
  return `:root{${[
    ...colours.map(([name, value]) => `--${name}:${value}`),
    `--report-text:${family('text-face')}`,
    `--report-sans:${family('sans-face')}`,
    `--report-display:${family('display-face')}`,
    `--report-title-weight:${tokens['title-weight'] ?? '400'}`,
  ].join(';')}}`;
}
