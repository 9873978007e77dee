/** The flatplan's drag and drop: an article is taken by any of its pages and put before another. */
import type { IssueView } from '../view.ts';
import type { Frame } from './frame.ts';

export function arrange(
  frame: Frame,
  viewNow: () => IssueView | undefined,
  move: (article: string, before: string | undefined) => void,
  refuse: (article: string) => void,
): void {
  const { document } = frame;
  let dragged: string | undefined;
  const articleOf = (leaf: Element | null): string | undefined =>
    viewNow()?.pages[Number((leaf as HTMLElement | null)?.dataset['page']) - 1]?.article;
  const leafAt = (event: Event): HTMLElement | null =>
    (event.target as Element).closest<HTMLElement>('.leaf');
  const clear = (): void => {
    for (const leaf of frame.leaves) leaf.classList.remove('drop', 'dragged');
  };

  document.addEventListener('pointerdown', () => {
    const isPlan = frame.has('flatplan');
    for (const leaf of frame.leaves) leaf.draggable = isPlan;
  });
  document.addEventListener('dragstart', (event) => {
    const leaf = leafAt(event);
    dragged = articleOf(leaf);
    if (dragged && leaf?.classList.contains('locked')) {
      event.preventDefault();
      refuse(dragged);
      dragged = undefined;
    }
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged);
    for (const leaf of frame.leaves) leaf.classList.toggle('dragged', articleOf(leaf) === dragged);
  });
  document.addEventListener('dragover', (event) => {
    const leaf = leafAt(event);
    if (!dragged || !leaf) return;
    event.preventDefault();
    for (const each of frame.leaves) each.classList.toggle('drop', each === leaf);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const leaf = leafAt(event);
    const target = articleOf(leaf);
    if (dragged && leaf && !target) move(dragged, firstAfter(viewNow()!, Number(leaf.dataset['page'])));
    else if (dragged && target && target !== dragged) move(dragged, beforeOf(viewNow()!, dragged, target));
    dragged = undefined;
    clear();
  });
  document.addEventListener('dragend', () => {
    dragged = undefined;
    clear();
  });
}

/** Dropped on a page that is blank, it goes where that page is: before the article that follows. */
const firstAfter = ({ articles }: IssueView, page: number): string | undefined =>
  articles.find(({ first }) => first > page)?.article;

/** Dropped on an article further on, it goes behind that one; on one further up, before it. */
function beforeOf({ articles }: IssueView, dragged: string, target: string): string | undefined {
  const names = articles.map(({ article }) => article);
  const to = names.indexOf(target);
  return names.indexOf(dragged) < to ? names[to + 1] : target;
}
