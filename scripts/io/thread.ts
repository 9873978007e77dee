/** Work in a thread of its own, asked for and answered by messages, while the main one serves the browser. */
import { join } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';

export interface Thread<Question, Answer> {
  /** Starts it, if there is time before it is needed. */
  wake(): void;
  /** Rejects with what the work threw, or when the thread ends. */
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
  let worker: Worker | undefined;
  const fail = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = undefined;
  };
  const awake = (): Worker => {
    if (worker) return worker;
    worker = new Worker(join(code, `${name}.js`));
    // It must not keep a program alive that has nothing else to do.
    worker.unref();
    worker.on('message', ({ id, answer, error }: Answered<Answer>) => {
      // Nobody waits any more where the thread was closed meanwhile.
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(error);
      else asked?.resolve(answer!);
    });
    worker.on('error', fail);
    return worker;
  };
  return {
    wake: () => void awake(),
    ask(question) {
      const id = count++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has none
        awake().postMessage({ id, question } satisfies Asked<Question>);
      });
    },
    close() {
      void worker?.terminate();
      fail(new Error('the thread was closed'));
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
