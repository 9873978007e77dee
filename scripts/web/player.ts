/** Players of others that a page may hold: where an episode's address can be embedded, and on whose servers. */

export interface Player {
  /** What goes into the frame. */
  readonly address: string;
  readonly height: number;
}

/** Hosts that a frame may be filled from, for the content security policy. */
export const PLAYER_HOSTS = [
  'https://open.spotify.com',
  'https://embed.podcasts.apple.com',
  'https://www.youtube-nocookie.com',
] as const;

const spotify = ({ hostname, pathname }: URL): Player | undefined => {
  const found = /^\/(?:intl-\w+\/)?(episode|show)\/(\w+)$/u.exec(pathname);
  if (hostname !== 'open.spotify.com' || !found) return undefined;
  return { address: `https://open.spotify.com/embed/${found[1]}/${found[2]}`, height: 152 };
};

const apple = ({ hostname, pathname, searchParams }: URL): Player | undefined => {
  if (hostname !== 'podcasts.apple.com' || !/^\/[a-z]{2}\/podcast\/(?:[^/]+\/)?id\d+$/u.test(pathname))
    return undefined;
  const episode = searchParams.get('i');
  const query = episode && /^\d+$/u.test(episode) ? `?i=${episode}` : '';
  return { address: `https://embed.podcasts.apple.com${pathname}${query}`, height: query ? 175 : 450 };
};

const youtube = ({ hostname, pathname, searchParams }: URL): Player | undefined => {
  const id =
    hostname === 'youtu.be'
      ? pathname.slice(1)
      : /^(?:www\.|m\.)?youtube\.com$/u.test(hostname) && pathname === '/watch'
        ? searchParams.get('v')
        : undefined;
  if (!id || !/^[\w-]{11}$/u.test(id)) return undefined;
  return { address: `https://www.youtube-nocookie.com/embed/${id}`, height: 0 };
};

/** The player of an address; undefined where it can only be linked to. Its height is in px, 0 for a film of 16:9. */
export function playerOf(address: string): Player | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return spotify(url) ?? apple(url) ?? youtube(url);
}
