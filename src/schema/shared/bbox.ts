/** The words for every box. */
export const BBOX =
  'west, south, east, north in degrees. West is greater than east if the box crosses the 180th meridian';
