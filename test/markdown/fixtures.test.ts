/** Every construct, as text: what is written and what comes out. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderBody } from '../../scripts/markdown/index.ts';
import { envFor, fixturesIn, shown } from './fixtures.ts';

const names = readdirSync(new URL('../fixtures/markdown/', import.meta.url)).map((file) =>
  file.replace(/\.txt$/, ''),
);

describe.each(names)('%s', (name) => {
  test.each(fixturesIn(name))('$title', ({ title, input, output }) => {
    const { html, findings } = renderBody(input, envFor(title));
    expect(shown(html, findings)).toBe(output);
  });
});
