import { type Change, changesOf } from '../data/trackable.ts';
import type { Asked } from '../data/watch.ts';
import type { ReadAnswer } from '../data/worker.ts';
import { storeOf } from './store.ts';

/** What a tab of GraphiQL shows beside the JSON. */
export interface Answer extends ReadAnswer {
  /** Changes of trackable rows, over all events of a subscription. */
  changes: Change[];
  isSubscription: boolean;
  /** The operation; undefined where its text could not be parsed. */
  asked: Omit<Asked, 'schema'> | undefined;
}

/** Answers by the id of their tab. */
export const answers = storeOf<ReadonlyMap<string, Answer>>(new Map());

/** The tab whose operation runs. GraphiQL does not tell its fetcher, so the panels, which know, write it here. */
export const activeTab = { id: '' };

const MOST_CHANGES = 500;

/** Puts what was read into its tab, with the changes since the event before. */
export function show(
  tab: string,
  read: ReadAnswer,
  { isFirst, ...about }: { isFirst: boolean } & Pick<Answer, 'isSubscription' | 'asked'>,
): void {
  const before = isFirst ? undefined : answers.get().get(tab);
  const news = about.isSubscription ? changesOf(before?.trackables ?? [], read.trackables, Date.now()) : [];
  const changes = [...(before?.changes ?? []), ...news].slice(-MOST_CHANGES);
  answers.set(new Map([...answers.get(), [tab, { ...read, ...about, changes }]]));
}

/** Removes the answer of a tab. */
export function clear(tab: string): void {
  const kept = new Map(answers.get());
  if (kept.delete(tab)) answers.set(kept);
}
