/** `upstreamCallsAtMost` as `upstream calls at most`. */
export function spokenName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
