/** Passes an article on: by what the machine offers for it, else by copying its address. */

export function shareLinks(page: Document): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a.share')) {
    link.addEventListener('click', (event) => {
      // A click that asks for a new tab is a plain link's.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const url = link.href;
      if (navigator.share) {
        event.preventDefault();
        navigator.share({ title: page.title, url }).catch(() => undefined);
      } else if (navigator.clipboard) {
        event.preventDefault();
        void navigator.clipboard.writeText(url).then(() => {
          link.setAttribute('role', 'status');
          link.textContent = link.dataset['copied'] ?? '';
        });
      }
    });
  }
}
