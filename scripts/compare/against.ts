/** What an issue is held against. */

/**
 * Whose layouts and styles the earlier state was set with. "same": today's are those of the commit. "own": the commit's own. "today": today's,
 * since the commit has none or since they were asked for.
 */
export type Design = 'same' | 'own' | 'today';

export type Against =
  | {
      readonly kind: 'commit';
      /** As it was asked for. */
      readonly name: string;
      readonly id: string;
      /** ISO. */
      readonly date: string;
      readonly subject: string;
      readonly layouts: Design;
    }
  | { readonly kind: 'pdf'; readonly file: string };
