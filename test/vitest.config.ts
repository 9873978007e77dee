/** How `npm test` runs the suite. Files of tests stand alone, too: `npx vitest run test/new.test.ts` needs none of this. */
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take more than ten seconds, the longest first: whatever is begun last has nobody beside it. Those that look at the project's own
 * issues stand apart, so that nobody waits while they are built.
 */
const LONG = [
  'edition/build',
  'edition/compare',
  'web/reading',
  'edition/web',
  'edition/binding',
  'edition/ads',
  'studio/browser',
  'pages/composer',
  'edition/epub',
  'pdf/press/fuzz',
  'specimen',
  'web/edition',
  'web/cards',
  'layouts/lengths',
  'edition/fjell',
  'edition/edit',
  'studio/layout-code',
  'preflight/printed',
  'quality',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const name = relative(fileURLToPath(new URL('.', import.meta.url)), moduleId).replaceAll('\\', '/');
      const at = LONG.indexOf(name.replace('.test.ts', ''));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    // Much of a test's time goes to a browser or another process, one after the other: one worker alone leaves half of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A hundred and forty processes that load the same modules cost more than most tests. Nothing of what is loaded keeps anything.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    globalSetup: [fileURLToPath(new URL('shared-folder.ts', import.meta.url))],
    // Nobody waits for a test that hangs; a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
