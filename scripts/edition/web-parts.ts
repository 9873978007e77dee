/** What a run makes for the web, loaded where it is asked for. */
export { makeEpub } from './epub.ts';
export { clashes } from './web-redirects.ts';
export { webIssue } from './web.ts';
