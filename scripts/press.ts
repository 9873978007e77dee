/** `npm run press -- ISSUE`: the press package alone; with `--imposed` also a booklet proof for the office printer. */
import { commonOptions, defineCommand, isProgram, runCommand } from './commandline.ts';
import { makeAndPublish } from './publishing.ts';

const command = defineCommand({
  name: 'press',
  description: 'Make the press package of every issue, or of those named (npm run press -- 2026-1).',
  args: {
    ...commonOptions,
    imposed: {
      type: 'boolean',
      description: 'also make a booklet proof: two pages a side, to print on both sides and fold',
    },
  },
  many: true,
  run: (args) => makeAndPublish(args, args.imposed ? ['press', 'booklet'] : ['press']),
});

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
