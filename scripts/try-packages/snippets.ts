import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A TypeScript program of a page. */
export interface Program {
  /** Page and line, such as `docs/client.md:10`. */
  place: string;
  /** A name for its file, such as `client-10.ts`. */
  file: string;
  text: string;
}

const SNIPPET = /^```ts( continued)?\n([\s\S]*?)^```$/gm;

/** The programs of a page: its TypeScript snippets. One that is marked `ts continued` belongs to the program before it. */
export function programsOf(page: string): Program[] {
  const content = readFileSync(page, 'utf8');
  const programs: Program[] = [];
  for (const { 1: isContinued, 2: text = '', index } of content.matchAll(SNIPPET)) {
    const last = programs.at(-1);
    if (isContinued && last) {
      last.text += `\n${text}`;
      continue;
    }
    const line = content.slice(0, index).split('\n').length;
    const [, name] = /^\/\/ (\S+\.ts)\b/.exec(text) ?? [];
    programs.push({ place: `${page}:${line}`, file: name ?? `${basename(page, '.md')}-${line}.ts`, text });
  }
  return programs;
}

/** The `curl` commands of a page, in blocks of shell. */
export function commandsOf(page: string): { place: string; text: string }[] {
  const content = readFileSync(page, 'utf8');
  return [...content.matchAll(/^```sh\n(curl [\s\S]*?)^```$/gm)].map(({ 1: text = '', index }) => ({
    place: `${page}:${content.slice(0, index).split('\n').length}`,
    text,
  }));
}
