// Drives the core's generators without keeping the window from drawing: work of many small steps is cut into slices.
import type { Io } from '../../shared/vault/io';

/** Milliseconds of work after which the window gets its turn: half a frame at 60 Hz. */
const SLICE = 8;

/** Lets the window draw and answer; resolves in its next task. */
export function nextTask(): Promise<void> {
  return new Promise((done) => { window.setTimeout(done, 0); });
}

/** As `runAsync` of the core; a step whose answer is there already costs no waiting, but every slice ends. */
export async function runSliced<T>(io: Io<T>): Promise<T> {
  let began = performance.now();
  let step = io.next();
  while (!step.done) {
    let answer: unknown = step.value;
    if (answer instanceof Promise) {
      try {
        answer = await answer;
      } catch (error) {
        step = io.throw(error);
        continue;
      }
    }
    if (performance.now() - began > SLICE) {
      await nextTask();
      began = performance.now();
    }
    step = io.next(answer);
  }
  return step.value;
}
