import type { Answer, Call, Next } from './call.ts';

/**
 * The reads of one operation: each is sent once, however many fields need it. After a write they are sent again, as the write may
 * have changed what they show; and so is a read that failed.
 */
export class ReadsOnce {
  readonly #answers = new Map<string, Promise<Answer>>();

  /** The answer to an equal read of this operation, or else what `send` brings. @throws UpstreamFailure */
  answer(call: Call, send: Next): Promise<Answer> {
    if (call.isWrite) return this.#write(call, send);
    const { key } = call;
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = send(call);
    this.#answers.set(key, answer);
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    return answer;
  }

  async #write(call: Call, send: Next): Promise<Answer> {
    try {
      return await send(call);
    } finally {
      this.#answers.clear();
    }
  }
}
