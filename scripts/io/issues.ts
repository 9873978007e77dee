/** Which issues there are. */
import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The issue whose folder's name comes last, which is the newest where they are named by year; the specimen is none. */
export async function latestIssue(issuesDir: string): Promise<string | undefined> {
  const entries = await readdir(issuesDir, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(issuesDir, entry.name, 'issue.yaml')))
    .map(({ name }) => name)
    .filter((name) => name !== 'specimen')
    .sort()
    .at(-1);
}
