import type { Path } from './json.ts';

/** A part of a string, from `start` up to but not including `end`. */
export interface Place {
  start: number;
  end: number;
}

/** Where the value at a path is in JSON; null if it is missing. */
export function placeOfPath(text: string, path: Path): Place | null {
  let at = skipSpace(text, 0);
  for (const step of path) {
    const member = find(text, at, ({ key }) => key === step);
    if (!member) return null;
    at = member.start;
  }
  return { start: at, end: endOfValue(text, at) };
}

/** The path of the innermost value around a character of JSON. */
export function pathAt(text: string, offset: number): Path {
  const path: (string | number)[] = [];
  let at = skipSpace(text, 0);
  for (;;) {
    const member = find(text, at, ({ from, start }) => from <= offset && endOfValue(text, start, offset) > offset);
    if (!member) return path;
    path.push(member.key);
    at = member.start;
  }
}

interface Member {
  key: string | number;
  /** Where the member starts: its key, or its value in a list. */
  from: number;
  /** Where its value starts. */
  start: number;
}

/** The first matching member of the object or list that starts at `at`. */
function find(text: string, at: number, fits: (member: Member) => boolean): Member | null {
  const isList = text[at] === '[';
  if (!isList && text[at] !== '{') return null;
  let next = skipSpace(text, at + 1);
  for (let index = 0; next < text.length && text[next] !== '}' && text[next] !== ']'; index += 1) {
    const member = isList ? { key: index, from: next, start: next } : memberAt(text, next);
    if (fits(member)) return member;
    next = skipSpace(text, endOfValue(text, member.start));
    if (text[next] === ',') next = skipSpace(text, next + 1);
  }
  return null;
}

function memberAt(text: string, from: number): Member {
  const end = endOfValue(text, from);
  const key: string = JSON.parse(text.slice(from, end));
  // A colon follows the key.
  return { key, from, start: skipSpace(text, skipSpace(text, end) + 1) };
}

/** Where the value that starts at `at` ends; any position after `limit` if it ends beyond that. */
function endOfValue(text: string, at: number, limit = Infinity): number {
  if (text[at] === '"') return endOfString(text, at);
  if (text[at] !== '{' && text[at] !== '[') {
    SINGLE_END.lastIndex = at;
    return SINGLE_END.exec(text)?.index ?? text.length;
  }
  let depth = 0;
  MARK.lastIndex = at;
  for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
    if (mark[0] === '"') MARK.lastIndex = endOfString(text, mark.index);
    else depth += mark[0] === '{' || mark[0] === '[' ? 1 : -1;
    if (depth === 0 || MARK.lastIndex > limit) return Math.max(MARK.lastIndex, mark.index + 1);
  }
  return text.length;
}

const SINGLE_END = /[\s,}\]]/g;
const MARK = /["{}[\]]/g;
const NOT_SPACE = /\S/g;

function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function skipSpace(text: string, at: number): number {
  NOT_SPACE.lastIndex = at;
  return NOT_SPACE.exec(text)?.index ?? text.length;
}
