/** Packages that bring no types; what we use of them is typed where it is imported. */
declare module '@11ty/eleventy';
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: 'truetype' | 'sfnt' | 'woff2';
      variationAxes?: Record<string, number>;
      keepFeatures?: string[];
      noHinting?: boolean;
    },
  ): Promise<Uint8Array>;
}
declare module 'lcms-wasm' {
  /** Little CMS, as WebAssembly. Profiles and transforms are handles; 0 is none. */
  export interface Lcms {
    HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(at: number): void;
    ccall(name: string, returns: 'number', types: readonly 'number'[], values: readonly number[]): number;
    cmsCreate_sRGBProfile(): number;
    cmsCreateLab4Profile(): number;
    cmsGetColorSpaceASCII(profile: number): string | null;
    cmsGetProfileInfoASCII(profile: number, what: number, language: string, country: string): string;
    cmsCreateTransform(
      from: number,
      fromFormat: number,
      to: number,
      toFormat: number,
      intent: number,
      flags: number,
    ): number;
    cmsDeleteTransform(transform: number): void;
    cmsDoTransform(
      transform: number,
      pixels: Uint8Array | Uint16Array,
      count: number,
    ): Uint8Array | Uint16Array;
  }
  export function instantiate(): Promise<Lcms>;
  export const INTENT_RELATIVE_COLORIMETRIC: number;
  export const cmsFLAGS_BLACKPOINTCOMPENSATION: number;
  export const cmsInfoDescription: number;
  export const TYPE_RGB_8: number;
  export const TYPE_RGB_16: number;
  export const TYPE_CMYK_8: number;
  export const TYPE_CMYK_16: number;
  export const TYPE_Lab_16: number;
}
declare module 'pdfjs-dist/build/pdf.worker.mjs';
