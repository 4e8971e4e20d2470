/** One step of a style's colour map. */
export interface StyleStep {
  label: string | null;
  color: string | null;
  /** Null if the step has no lower end. */
  min: number | null;
  /** Null if the step has no upper end. */
  max: number | null;
}

/** Characters of a style that are read, and its steps that are shown, at most. */
const MAX_SLD_CHARACTERS = 200_000;
const MAX_STEPS = 256;

const COLOR_MAP = /<(?:\w+:)?ColorMap(?=[\s>])([^<>]*)>/;
const ENTRY = /<(?:\w+:)?ColorMapEntry(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /\b(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The steps of the colour map in a Styled Layer Descriptor, lowest values first. In a map of intervals, an entry names the
 * end of its step; in any other, the one value that has its colour.
 */
export function stepsOfSld(sld: string): StyleStep[] {
  const text = sld.slice(0, MAX_SLD_CHARACTERS);
  const hasIntervals = attributesOf(COLOR_MAP.exec(text)?.[1] ?? '').get('type') === 'intervals';
  const steps: StyleStep[] = [];
  for (const [, source = ''] of text.matchAll(ENTRY)) {
    if (steps.length === MAX_STEPS) break;
    const attributes = attributesOf(source);
    const value = numberOf(attributes.get('quantity'));
    const min = hasIntervals ? (steps.at(-1)?.max ?? null) : value;
    steps.push({ label: attributes.get('label') || null, color: attributes.get('color') || null, min, max: value });
  }
  return steps;
}

function attributesOf(source: string): Map<string, string> {
  return new Map(
    [...source.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')]),
  );
}

function numberOf(text: string | undefined): number | null {
  const number = text?.trim() ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi, (entity, name, decimal, hex) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? entity;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
  });
}
