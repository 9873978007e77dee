/** Work in a thread of its own, asked for and answered by messages, while the main one serves the browser. */
import { join } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';

export interface Thread<Question, Answer> {
  /** Starts it, if there is time before it is needed. */
  wake(): void;
  /** Rejects with what the work threw, when the thread ends, and after it was closed. */
  ask(question: Question): Promise<Answer>;
  close(): void;
}

/** What goes to the thread, and what comes back: its answer, or what went wrong. */
interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}
interface Answered<Answer> {
  readonly id: number;
  readonly answer?: Answer;
  readonly error?: Error;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const CLOSED = 'the thread was closed';

/**
 * Compiled scripts have a file for the thread; where TypeScript runs as it is (tests), the work is done here.
 *
 * @param name of the compiled file: "io/lost-thread"
 * @param here does the work in this thread
 */
export function openThread<Question, Answer>(
  name: string,
  here: (question: Question) => Promise<Answer>,
): Thread<Question, Answer> {
  const code = process.env['DMAG_CODE'];
  if (!code) return { wake: () => undefined, ask: here, close: () => undefined };
  const waiting = new Map<number, Waiting<Answer>>();
  let count = 0;
  let isClosed = false;
  let worker: Worker | undefined;
  const fail = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = undefined;
  };
  const awake = (): Worker => {
    if (worker) return worker;
    worker = new Worker(join(code, `${name}.js`));
    worker.on('message', ({ id, answer, error }: Answered<Answer>) => {
      // Nobody waits any more where the thread was closed meanwhile.
      const asker = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) worker?.unref();
      if (error) asker?.reject(error);
      else asker?.resolve(answer!);
    });
    worker.on('error', fail);
    // It keeps a program alive while it is asked for something, and not beyond that. To listen to it would, so this comes after.
    worker.unref();
    return worker;
  };
  return {
    wake() {
      if (!isClosed) awake();
    },
    ask(question) {
      // Work that was under way when it was closed would start another, which nobody closes.
      if (isClosed) return Promise.reject(new Error(CLOSED));
      const id = count++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        const asked = awake();
        asked.ref();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has none
        asked.postMessage({ id, question } satisfies Asked<Question>);
      });
    },
    close() {
      isClosed = true;
      void worker?.terminate();
      fail(new Error(CLOSED));
    },
  };
}

/** The other end: does what this thread is asked for, several things at once where they wait. */
export function answerWith(work: (question: never) => Promise<unknown>): void {
  const answer = (answered: Answered<unknown>): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has none
    parentPort?.postMessage(answered);
  };
  parentPort?.on('message', ({ id, question }: Asked<never>) => {
    work(question).then(
      (found) => answer({ id, answer: found }),
      (error: unknown) => answer({ id, error: error instanceof Error ? error : new Error(String(error)) }),
    );
  });
}
