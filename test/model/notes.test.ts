/** Notes in notes.yaml: what is written is read again, and whatever else stands there stays. */
import { expect, test } from 'vitest';
import { addNote, readNotes, setState, setWords } from '../../scripts/model/notes.ts';

const FILE = `# Fra korrekturen tirsdag
- id: 3
  article: elva
  page: 12
  by: Hun kommer opp av vannet
  x: 2.5 # mot margen
  y: 0
  words: Sjekk klokkeslettet
  state: resolved
`;

test('a note is read again as it was written', () => {
  const { text, note } = addNote('', {
    page: 4,
    article: 'elva',
    by: 'Ordet',
    x: 1,
    y: -2.5,
    words: 'Kort: «ned»',
  });
  expect(note).toMatchObject({ id: 1, state: 'open' });
  expect(readNotes(text)).toEqual({ notes: [note] });
});

test('it is written down with its day, who wrote it and the words that it is about', () => {
  const added = { page: 4, by: 'Ordet er fritt', quote: 'er fritt', x: 1, y: 2, words: 'Nei', author: 'Åse' };
  const { text } = addNote('', added, '2026-02-20');
  expect(text).toContain('date: 2026-02-20\n');
  expect(readNotes(text).notes).toEqual([{ id: 1, ...added, date: '2026-02-20', state: 'open' }]);
});

test('comments and other notes stay, and numbers go on', () => {
  const { text, note } = addNote(FILE, { page: 1, x: 0, y: 0, words: 'Ny' });
  expect(note.id).toBe(4);
  expect(text).toContain('# Fra korrekturen tirsdag');
  expect(text).toContain('x: 2.5 # mot margen');
  expect(readNotes(text).notes.map(({ id }) => id)).toEqual([3, 4]);
});

test('a state is changed in its own line alone', () => {
  expect(setState(FILE, 3, 'open')).toBe(FILE.replace('resolved', 'open'));
  expect(setState(FILE, 9, 'open')).toBeUndefined();
});

test('words are changed, and nothing else of a note or of the others', () => {
  const before = readNotes(FILE).notes;
  const text = setWords(FILE, 3, 'Andre ord: «nå»')!;
  expect(readNotes(text).notes).toEqual(
    before.map((note) => (note.id === 3 ? { ...note, words: 'Andre ord: «nå»' } : note)),
  );
  expect(text).toContain('x: 2.5 # mot margen');
  expect(setWords(FILE, 9, 'A')).toBeUndefined();
});

test('what cannot be read is told and shows no note', () => {
  expect(readNotes('- id: [')).toMatchObject({
    notes: [],
    fault: expect.stringMatching(/^notes\.yaml cannot be read: /u),
  });
  expect(readNotes('- { id: 1, page: 1, x: 0, y: 0, words: A, colour: red }').fault).toContain('colour');
  expect(readNotes('words: A').fault).toBeDefined();
  const two = '- { id: 1, page: 1, x: 0, y: 0, words: A }\n\n- { id: 2, page: 0, x: 0, y: 0, words: B }\n';
  expect(readNotes(two)).toMatchObject({ notes: [], line: 3 });
  expect(readNotes('- id: 1\n  page: [\n').line).toBeGreaterThan(1);
  expect(readNotes('# bare en merknad\n')).toEqual({ notes: [] });
});
