import { expect, test } from 'vitest';

import { linearised } from '../../scripts/io/linearise.ts';
import { inspectPdf, outlineTags } from '../../scripts/pdf/inspect.ts';
import { readerPdf } from '../../scripts/pdf/reader.ts';
import { proof, readerOptions } from '../pdf/fixture.ts';

test('a linearised file says so, holds the same, and is the same twice over', async () => {
  const { bytes } = await readerPdf(proof, await readerOptions());
  const once = await linearised(bytes);
  const twice = await linearised(bytes);
  expect(Buffer.compare(once, twice)).toBe(0);

  const [before, after] = [await inspectPdf(bytes), await inspectPdf(once)];
  expect([before.linearized, after.linearized]).toEqual([false, true]);
  expect(outlineTags(after.tags!)).toBe(outlineTags(before.tags!));
  expect(after.links).toEqual(before.links);
  expect(after.outline).toEqual(before.outline);
  expect(after.xmp).toBe(before.xmp);
  expect(after.info).toEqual(before.info);
  expect(after.pages.map((page) => [page.label, page.trimBox])).toEqual(
    before.pages.map((page) => [page.label, page.trimBox]),
  );
  expect(after.bytes).toBeLessThan(before.bytes * 1.1);
});

test('a broken file is not passed on, and the exit code is left alone', async () => {
  const { exitCode } = process;
  await expect(linearised(Buffer.from('not a PDF'))).rejects.toThrow(/qpdf/);
  expect(process.exitCode).toBe(exitCode);
});
