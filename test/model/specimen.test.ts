/** Which articles the specimen has, and what their text is. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { LayoutFacts, Layouts } from '../../scripts/model/layout.ts';
import { specimenArticles, variantOf } from '../../scripts/model/specimen.ts';

const sample = (layout: string, more = ''): string =>
  `---\nlayout: ${layout}\n${more}title: Tittel\n---\n\nTeksten.\n`;

const layouts: Layouts = new Map<string, LayoutFacts>([
  [
    'ad',
    {
      options: { size: z.enum(['full', 'half']).default('full') },
      check: ({ options, body }) =>
        options['size'] === 'full' && body.trim()
          ? [{ rule: 'text-not-set', level: 'error', message: 'no room', hint: 'cut it' }]
          : [],
    },
  ],
  ['back', {}],
  ['cover', {}],
  [
    'feature',
    {
      options: {
        opener: z.enum(['half', 'text']).optional(),
        columns: z.union([z.literal(2), z.literal(3)]).default(3),
        tone: z.enum(['light', 'dark']).default('light'),
        note: z.string().optional(),
      },
      check: ({ options, image }) =>
        options['opener'] === 'text' && image
          ? [
              {
                rule: 'picture-not-shown',
                level: 'warning',
                message: 'no',
                hint: 'no',
                field: ['image', 'src'],
              },
            ]
          : [],
    },
  ],
]);
const samples = new Map([
  ['ad', sample('ad', 'size: half\n')],
  ['feature', sample('feature', 'image: { src: a.svg, alt: En tegning }\n')],
]);

test('every layout stands once, from cover to back, and once for each other value of what composes it', () => {
  expect(specimenArticles(layouts, samples).map(({ slug }) => slug)).toEqual([
    'cover',
    'ad',
    'ad-size-full',
    'feature',
    'feature-opener-text',
    'feature-columns-2',
    'back',
  ]);
});

const variant = (layout: string, name: string, value: string | number): string =>
  variantOf(samples.get(layout)!, { slug: layout, layout, option: { name, value } }, layouts);

test('an option is set where the sample says another, or below the layout', () => {
  expect(variant('feature', 'columns', 2)).toContain('layout: feature\ncolumns: 2\n');
  expect(variant('ad', 'size', 'full')).not.toContain('size: half');
});

test('what a variant has no use for is left out', () => {
  expect(variant('ad', 'size', 'full')).toBe('---\nlayout: ad\nsize: full\ntitle: Tittel\n---\n');
  expect(variant('feature', 'opener', 'text')).toBe(
    '---\nlayout: feature\nopener: text\ntitle: Tittel\n---\n\nTeksten.\n',
  );
});

test('a sample stands as it is where no option is set', () => {
  expect(variantOf(samples.get('ad')!, { slug: 'ad', layout: 'ad' }, layouts)).toBe(samples.get('ad'));
});
