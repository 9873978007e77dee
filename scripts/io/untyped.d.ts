/** Packages that bring no types; what we use of them is typed where it is imported. */
declare module '@11ty/eleventy';
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'truetype' | 'sfnt' | 'woff2'; variationAxes?: Record<string, number> },
  ): Promise<Uint8Array>;
}
