/** Pictures over the whole window, one after the other, by keys, clicks or buttons. The dialog itself keeps the focus and gives it back. */

export function openPictures(page: Document): void {
  const box = page.querySelector<HTMLDialogElement>('dialog.lightbox');
  const links = [...page.querySelectorAll<HTMLAnchorElement>('a.zoom')];
  const words = box?.querySelector('figcaption');
  if (!box?.showModal || !words || links.length === 0) return;
  const image = page.createElement('img');
  words.before(image);
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
    const caption = link.closest('figure')?.querySelector('figcaption');
    words.replaceChildren(
      ...[...(caption?.cloneNode(true).childNodes ?? [])].filter(
        (node) => !(node instanceof Element && node.matches('.note, .note-call')),
      ),
    );
  };

  for (const [index, link] of links.entries()) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      box.classList.toggle('single', links.length === 1);
      box.showModal();
    });
  }
  for (const [button, step] of steps)
    box.querySelector(button)?.addEventListener('click', () => {
      show(at + step);
    });
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') show(at - 1);
    if (key === 'ArrowRight') show(at + 1);
  });
  box.addEventListener('click', ({ target }) => {
    if (target === box || target === image || (target as Element).matches('.lightbox-figure')) box.close();
  });
  box.addEventListener('close', () => {
    image.removeAttribute('src');
    // Where one has leafed to, not where one began.
    links[at]?.focus();
  });
}
