/**
 * Eleventy's wiring: Markdown is ours, a layout is a folder under layouts/, and articles come in already read and
 * checked (scripts/io/eleventy.ts adds them), so that nothing is parsed twice.
 */
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { compiled, layoutName } from './scripts/io/layouts.ts';
import { createMarkdown } from './scripts/markdown/index.ts';

interface EleventyConfig {
  setLibrary(name: string, library: unknown): void;
  addExtension(names: string[], options: object): void;
  addTemplateFormats(names: string): void;
  addLayoutAlias(alias: string, file: string): void;
  ignores: Set<string>;
}

export default function configure(config: EleventyConfig): object {
  config.setLibrary('md', createMarkdown());
  config.addExtension(['11ty.ts'], { key: '11ty.js', useJavaScriptImport: true });
  config.addTemplateFormats('11ty.ts');
  for (const entry of readdirSync(new URL('layouts', import.meta.url), { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== 'parts') {
      const file = `${entry.name}/${entry.name}.11ty.ts`;
      const made = compiled(`layouts/${file}`);
      config.addLayoutAlias(layoutName(entry.name), made ? relative('layouts', made) : file);
    }
  }
  // Every page comes from an article that was handed in; no file of the tree is a page by itself.
  config.ignores.add('**');
  return {
    dir: { input: '.', includes: 'layouts', layouts: 'layouts' },
    markdownTemplateEngine: false,
  };
}
