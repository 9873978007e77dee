/**
 * What a page of the web edition can do more where scripts run: pictures open over the page, a podcast plays in its box, a link is passed
 * on, and copied text carries no soft hyphens. Without it every one of these is a plain link.
 */
import { copyPlainly } from './copy.ts';
import { openPictures } from './lightbox.ts';
import { offerPlayers } from './players.ts';
import { shareLinks } from './share.ts';

openPictures(document);
offerPlayers(document);
shareLinks(document);
copyPlainly(document);
