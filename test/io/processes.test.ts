import { expect, test } from 'vitest';
import { run } from '../../scripts/io/processes.ts';

test('a program that fails is an outcome with what it said', async () => {
  const outcome = await run(process.execPath, [
    '-e',
    'console.log("a"); console.error("b"); process.exit(3)',
  ]);
  expect(outcome).toMatchObject({ status: 3, missing: false });
  expect([outcome.stdout.trim(), outcome.stderr.trim()]).toEqual(['a', 'b']);
});

test('a program that is not there is an outcome too', async () => {
  expect(await run('dmag-no-such-program', [])).toMatchObject({ status: undefined, missing: true });
});

test('a program that does not end is stopped', async () => {
  const from = Date.now();
  const outcome = await run(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { timeoutMs: 200 });
  expect(outcome.status).toBeUndefined();
  expect(Date.now() - from).toBeLessThan(5000);
});
