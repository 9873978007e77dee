/** Podcast and newsletter: links instead of a code to photograph, and where a player can be had, what its script has to know. */
import { playerOf } from '../player.ts';
import type { BodyStep } from './step.ts';

export const companions: BodyStep = (document, { words }) => {
  for (const code of document.querySelectorAll('.qr')) code.remove();
  for (const links of document.querySelectorAll('.links')) {
    const list = document.createElement('ul');
    list.className = 'links';
    for (const link of links.querySelectorAll('a')) {
      const item = document.createElement('li');
      const player = links.closest('.podcast') && playerOf(link.getAttribute('href') ?? '');
      if (player) {
        const name = link.textContent ?? '';
        link.setAttribute('data-player', player.address);
        link.setAttribute('data-player-height', String(player.height));
        link.setAttribute('data-player-label', words.play(name));
        link.setAttribute('data-player-note', words.playNote(name));
      }
      item.append(link);
      list.append(item);
    }
    links.replaceWith(list);
  }
};
