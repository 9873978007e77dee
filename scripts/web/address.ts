/**
 * Addresses within the web edition. Pages are named by their folder from the root: "" the archive, "2026-1/" an issue,
 * "2026-1/elva/" an article. Every link is relative, so the edition works under any base path, and from a folder on disk.
 */

export const issuePath = (issue: string): string => `${issue}/`;
export const articlePath = (issue: string, article: string): string => `${issue}/${article}/`;

/** How a page in folder `from` writes the address of `to`: relativeTo('2026-1/elva/', 'assets/web.css') is "../../assets/web.css". */
export function relativeTo(from: string, to: string): string {
  const above = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < above.length && shared < parts.length - 1 && above[shared] === parts[shared]) shared += 1;
  return `${'../'.repeat(above.length - shared)}${parts.slice(shared).join('/')}` || './';
}
