import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Runs a tool of node_modules; resolves to what it says when it finds fault, or to nothing. */
async function complaint(tool: string, ...args: string[]): Promise<string> {
  const file = join('node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool);
  try {
    await run(file, args, { shell: process.platform === 'win32', maxBuffer: 64e6 });
    return '';
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return stdout + stderr || message;
  }
}

test('the types hold', async () => expect(await complaint('tsc', '--noEmit')).toBe(''), 120_000);

test(
  'the linter has nothing to say',
  async () => expect(await complaint('oxlint', '--type-aware')).toBe(''),
  120_000,
);

test('the code is formatted', async () => expect(await complaint('oxfmt', '--check')).toBe(''), 120_000);
