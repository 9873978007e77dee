/** What a page of the web edition may load and do, said to browsers: nothing but its own files, and no code or style within the page. */

import { PLAYER_HOSTS } from './player.ts';

/** Directives that count in a page as in a header. The search is WebAssembly. */
const DIRECTIVES: readonly (readonly [string, string])[] = [
  ['default-src', "'none'"],
  ['script-src', "'self' 'wasm-unsafe-eval'"],
  ['style-src', "'self'"],
  ['img-src', "'self'"],
  ['font-src', "'self'"],
  ['media-src', "'self'"],
  ['connect-src', "'self'"],
  ['worker-src', "'self'"],
  ['manifest-src', "'self'"],
  // A reader may start a player; nothing is asked of it before.
  ['frame-src', PLAYER_HOSTS.join(' ')],
  ['form-action', "'self' https:"],
  ['base-uri', "'none'"],
];

/** For <meta http-equiv="Content-Security-Policy">. */
export const contentPolicy: string = DIRECTIVES.map((each) => each.join(' ')).join('; ');

/** Years, in seconds: the name of such a file is made from its content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The file `_headers`, which Netlify, Cloudflare Pages and others read.
 *
 * @param base path under which the edition lives: "/", "/dmag/"
 */
export const headersFile = (base: string): string => `${base}*
  Content-Security-Policy: ${contentPolicy}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
${base}*.avif
  Cache-Control: ${FOR_EVER}
${base}*.webp
  Cache-Control: ${FOR_EVER}
`;

/** "/dmag/" from "https://x.no/dmag/"; "/" where the address is not known. */
export const basePath = (address: string | undefined): string =>
  address === undefined ? '/' : new URL(address).pathname;
