/** Threads: what is asked comes back, also where it goes wrong. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openThread } from '../../scripts/io/thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'dmag-thread-'));
const before = process.env['DMAG_CODE'];

// Doubles numbers, and never answers 13.
const WORK = `import { answerWith } from ${JSON.stringify(resolve('scripts/io/thread.ts'))};
answerWith(async (number) => {
  if (number < 0) throw new RangeError(\`\${number} is too little\`);
  if (number === 13) return new Promise(() => setInterval(() => undefined, 1000));
  if (number === 99) setImmediate(() => { throw new Error('the thread breaks'); });
  if (number === 99) return new Promise(() => undefined);
  return number * 2;
});`;

beforeAll(async () => {
  mkdirSync(join(folder, 'io'));
  writeFileSync(join(folder, 'work.ts'), WORK);
  await build({
    entryPoints: [join(folder, 'work.ts')],
    outfile: join(folder, 'io/work.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'io/work.js'), "import './work.mjs';");
  process.env['DMAG_CODE'] = folder;
});
afterEach(() => {
  process.env['DMAG_CODE'] = folder;
});
afterAll(() => {
  if (before === undefined) delete process.env['DMAG_CODE'];
  else process.env['DMAG_CODE'] = before;
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openThread<number, number>('io/work', (number) => Promise.resolve(number * 3));

test('answers come to who asked, whatever was asked beside it', async () => {
  const thread = open();
  thread.wake();
  const answers = [1, 2, -1, 3].map((number) => thread.ask(number).catch((error: Error) => error));
  expect(await Promise.all(answers)).toEqual([2, 4, new RangeError('-1 is too little'), 6]);
  thread.close();
});

test('a thread that breaks or is closed leaves nobody waiting, and the next question starts another', async () => {
  const thread = open();
  await expect(thread.ask(99)).rejects.toThrow('the thread breaks');
  expect(await thread.ask(4)).toBe(8);
  const waiting = thread.ask(13);
  thread.close();
  await expect(waiting).rejects.toThrow('closed');
  await expect(thread.ask(4)).rejects.toThrow('closed');
  // Answers that were on their way when it was closed are nobody's.
  const last = open();
  await last.ask(1);
  const many = Array.from({ length: 200 }, (_, number) => last.ask(number + 100));
  const ends = Promise.allSettled(many);
  await many[0];
  last.close();
  expect((await ends).some(({ status }) => status === 'rejected')).toBe(true);
  await new Promise((wake) => setTimeout(wake, 100));
});

test('a thread that nobody closes keeps no program alive', async () => {
  const script = join(folder, 'idle.mjs');
  await build({
    stdin: {
      contents: `import { openThread } from ${JSON.stringify(resolve('scripts/io/thread.ts'))};
        console.log(await openThread('io/work').ask(21));`,
      resolveDir: folder,
    },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const ended = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      [script],
      { env: { ...process.env, DMAG_CODE: folder }, timeout: 20_000 },
      (error, stdout) => done(error ? error.message : stdout.trim()),
    );
  });
  expect(ended).toBe('42');
}, 30_000);

test('where nothing is compiled, the work is done here', async () => {
  delete process.env['DMAG_CODE'];
  expect(await open().ask(5)).toBe(15);
});
