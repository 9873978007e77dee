/** The parts of openers: bylines, credits, and a picture that an opener would not show. */
import { expect, test } from 'vitest';
import { layout as feature } from '../../layouts/feature/feature.11ty.ts';
import { layout as interview } from '../../layouts/interview/interview.11ty.ts';
import { rendered } from './rendered.ts';

const bare = (html: string): string => html.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');

test('two writers share one label, and a role begins with a capital', () => {
  const { html } = rendered(
    'feature',
    feature,
    'byline: [Kari Ås, Ola Nes, { name: Per Li, role: research }]\nphoto: Eva Dal',
    'Tekst.',
  );
  expect(bare(html)).toContain('Tekst Kari Ås, Ola Nes Research Per Li Foto Eva Dal');
});

test('a photographer is named once beside the byline', () => {
  const front = 'photo: Brad Sutton\nimage: { src: a-300x200.jpg, alt: Fugl, credit: Brad Sutton / NPS }';
  const { html } = rendered('interview', interview, front, '**– Hva?**\n\nIngenting.');
  expect(bare(html).match(/Brad Sutton/gu)).toHaveLength(1);
});

test('a picture beside an opener of text is a warning, with a picture in the opener it is none', () => {
  const image = 'image: { src: a-300x200.jpg, alt: Fugl }';
  const rules = (opener: string): string[] =>
    rendered('feature', feature, `opener: ${opener}\n${image}`, 'Tekst.').findings.map(({ rule }) => rule);
  expect(rules('text')).toContain('picture-not-shown');
  expect(rules('half')).not.toContain('picture-not-shown');
});
