/** A media type or range with its parameters, as RFC 9110 compares them: names in lower case, values without quotes. */
export interface MediaType {
  /** Such as `application/json`, or `*` + `/*`. */
  type: string;
  parameters: ReadonlyMap<string, string>;
}

/** What is between commas, or semicolons, outside of quotes. */
const ITEM = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;
const PART = /(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g;

/** The media types of an `Accept` or `Content-Type` header, in their order; none if the header is missing. */
export function mediaTypesOf(header: string | null): MediaType[] {
  return (header?.match(ITEM) ?? []).map((item) => {
    const [type = '', ...parameters] = item.match(PART) ?? [];
    return { type: type.trim().toLowerCase(), parameters: new Map(parameters.map(parameterOf)) };
  });
}

function parameterOf(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=');
  return [
    name.trim().toLowerCase(),
    value
      .join('=')
      .trim()
      .replace(/^"(.*)"$/, '$1'),
  ];
}
