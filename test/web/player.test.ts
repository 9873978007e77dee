import { expect, test } from 'vitest';
import { PLAYER_HOSTS, playerOf } from '../../scripts/web/player.ts';

test('an episode that can be embedded has a player on its own host', () => {
  for (const address of [
    'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1',
    'https://open.spotify.com/intl-nb/show/4rOoJ6Egrf8K2IrywzwOMk',
    'https://podcasts.apple.com/no/podcast/en-podkast/id123456?i=1000',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3',
    'https://youtu.be/dQw4w9WgXcQ',
  ]) {
    const player = playerOf(address);
    expect(player, address).toBeDefined();
    expect(PLAYER_HOSTS.some((host) => player!.address.startsWith(`${host}/`))).toBe(true);
  }
});

test('any other address is a plain link', () => {
  for (const address of [
    'https://example.org/episode/1',
    'https://open.spotify.com.evil.example/episode/abc',
    'https://www.youtube.com/@kanal',
    'https://youtu.be/"><script>',
    'javascript:alert(1)',
    'not an address',
  ])
    expect(playerOf(address), address).toBeUndefined();
});
