import type { ReadAnswer, ReadRequest } from './worker.ts';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'answers' });
const waiting = new Map<number, (answer: ReadAnswer) => void>();
let asked = 0;

worker.addEventListener('message', ({ data }: MessageEvent<ReadAnswer>) => {
  waiting.get(data.id)?.(data);
  waiting.delete(data.id);
});

/** Reads JSON in a worker, so the page stays responsive however large it is. */
export function readAnswer(run: number, text: string | ArrayBuffer): Promise<ReadAnswer> {
  asked += 1;
  const request: ReadRequest = { id: asked, run, text };
  worker.postMessage(request, typeof text === 'string' ? [] : [text]);
  return new Promise((resolve) => waiting.set(request.id, resolve));
}
