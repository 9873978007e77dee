/** The thread that darkroom.ts starts. */
import { darkroomWork } from './darkroom.ts';
import { answerWith } from './thread.ts';

answerWith(darkroomWork());
