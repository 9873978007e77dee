/** Pictures over the whole window, one after the other, by keys, clicks or buttons. The dialog itself keeps the focus and gives it back. */

export function openPictures(page: Document): void {
  const box = page.querySelector<HTMLDialogElement>('dialog.lightbox');
  const links = [...page.querySelectorAll<HTMLAnchorElement>('a.zoom')];
  const words = box?.querySelector('figcaption');
  if (!box?.showModal || !words || links.length === 0) return;
  const image = page.createElement('img');
  // A drawing that is wider than the window scrolls in it, by the keyboard too.
  const frame = page.createElement('div');
  frame.className = 'lightbox-picture';
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', box.getAttribute('aria-label') ?? '');
  frame.append(image);
  words.before(frame);
  const scrolls = (): boolean => frame.scrollWidth > frame.clientWidth;
  const steps: readonly (readonly [string, number])[] = [
    ['.lightbox-before', -1],
    ['.lightbox-after', 1],
  ];
  let at = 0;

  const show = (next: number): void => {
    at = (next + links.length) % links.length;
    const link = links[at]!;
    const small = link.querySelector('img');
    image.src = link.href;
    image.alt = small?.alt ?? '';
    // Its shape is known before it is there, and a drawing, which has no pixels, is enlarged by it.
    const [width = '', height = ''] = ['width', 'height'].map((side) => small?.getAttribute(side) ?? '');
    image.setAttribute('width', width);
    image.setAttribute('height', height);
    image.style.setProperty('--shape', String(Number(width) / Number(height) || 1));
    image.style.setProperty('--natural', `${width}px`);
    image.classList.toggle('lettered', link.querySelector('.zoom-hint') !== null);
    frame.scrollTo(0, 0);
    const caption = link.closest('figure')?.querySelector('figcaption');
    words.replaceChildren(
      ...[...(caption?.cloneNode(true).childNodes ?? [])].filter(
        (node) => !(node instanceof Element && node.matches('.note, .note-call')),
      ),
    );
  };

  const reach = (): void => {
    if (scrolls()) frame.tabIndex = 0;
    else frame.removeAttribute('tabindex');
  };

  for (const [index, link] of links.entries()) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      box.classList.toggle('single', links.length === 1);
      box.showModal();
      reach();
    });
  }
  for (const [button, step] of steps)
    box.querySelector(button)?.addEventListener('click', () => {
      show(at + step);
      reach();
    });
  box.addEventListener('keydown', ({ key, target }) => {
    // There the arrows scroll.
    if (target === frame && scrolls()) return;
    if (key === 'ArrowLeft') show(at - 1);
    if (key === 'ArrowRight') show(at + 1);
    if (key.startsWith('Arrow')) reach();
  });
  box.addEventListener('click', ({ target }) => {
    if (
      target === box ||
      target === image ||
      (target as Element).matches('.lightbox-figure, .lightbox-picture')
    )
      box.close();
  });
  box.addEventListener('close', () => {
    image.removeAttribute('src');
    // Where one has leafed to, not where one began.
    links[at]?.focus();
  });
}
