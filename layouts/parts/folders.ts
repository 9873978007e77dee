/** Front-matter fields that name other articles of the issue: each must be there. */
import type { LayoutFault } from '../../scripts/model/layout.ts';
import { hintFor } from '../../scripts/model/nearest.ts';

/** @param articles folders of the running order; undefined where it could not be read, which has been told */
export const foldersUnknown = (
  named: readonly unknown[],
  articles: readonly string[] | undefined,
  field: readonly string[],
): LayoutFault[] =>
  articles === undefined
    ? []
    : named
        .filter((name): name is string => typeof name === 'string' && !articles.includes(name))
        .map((name) => ({
          rule: 'no-such-article',
          level: 'error',
          message: `${name} is no article of this issue`,
          hint: hintFor(name, articles) ?? `write one of ${articles.slice(0, 8).join(', ')}`,
          field,
        }));
