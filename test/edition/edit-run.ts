/** Builds one issue several times in one workshop that stays open, with an article's text exchanged between: `tsx edit-run.ts ISSUES CACHE FILE TEXT…`. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { buildIssues, startWorkshop } from '../../scripts/edition/run.ts';
import { createReporter } from '../../scripts/io/terminal.ts';

const [issues = '', cache = '', file = '', ...texts] = process.argv.slice(2);
const workshop = startWorkshop(cache, true);
const made: object[] = [];
for (const text of texts) {
  writeFileSync(file, text);
  const { editions, findings } = await buildIssues(
    workshop,
    issues,
    [],
    createReporter({ quiet: true, json: false }),
    ['reader'],
  );
  const edition = editions[0];
  const pdf = Object.values(edition?.folders['web'] ?? {})[0] ?? '';
  const hash = createHash('sha256').update(pdf).digest('hex');
  made.push({ hash, pages: edition?.pages, errors: findings.filter(({ level }) => level === 'error') });
}
await workshop.close();
process.stdout.write(JSON.stringify(made));
