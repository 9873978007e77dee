/** Beside a link to a podcast, a button that plays it in the page. Nothing is fetched from anybody before it is pressed. */

export function offerPlayers(page: Document): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[data-player]')) {
    const { player = '', playerHeight = '0', playerLabel = '', playerNote = '' } = link.dataset;
    const button = page.createElement('button');
    button.type = 'button';
    button.className = 'play';
    button.textContent = playerLabel;
    const note = page.createElement('span');
    note.className = 'play-note';
    note.textContent = playerNote;
    button.addEventListener('click', () => {
      const frame = page.createElement('iframe');
      frame.className = playerHeight === '0' ? 'player film' : 'player';
      frame.src = player;
      frame.title = playerLabel;
      if (playerHeight !== '0') frame.height = playerHeight;
      frame.allow = 'autoplay; encrypted-media; fullscreen';
      note.remove();
      button.replaceWith(frame);
      frame.focus();
    });
    link.after(' ', button, note);
  }
}
