import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { Path } from '../data/json.ts';
import { pathAt, placeOfPath } from '../data/json-place.ts';

/** What is selected in the JSON of the answer, as a path below `data`, and a way to select something. */
export function useSelection(): { selected: Path | null; select(path: Path): void } {
  const editor = useGraphiQL((state) => state.responseEditor);
  const [selected, setSelected] = useState<Path | null>(null);
  useEffect(() => {
    if (!editor) return undefined;
    const listening = editor.onDidChangeCursorPosition(({ position, source }) => {
      const model = editor.getModel();
      // A new answer moves the cursor, too, but selects nothing.
      if (!model || (source !== 'mouse' && source !== 'keyboard')) return;
      const [root, ...path] = pathAt(model.getValue(), model.getOffsetAt(position));
      setSelected(root === 'data' ? path : null);
    });
    return () => listening.dispose();
  }, [editor]);
  const select = (path: Path) => {
    setSelected(path);
    const model = editor?.getModel();
    const place = model && placeOfPath(model.getValue(), ['data', ...path]);
    if (!editor || !model || !place) return;
    const [start, end] = [model.getPositionAt(place.start), model.getPositionAt(place.end)];
    const range = {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    };
    editor.setSelection(range);
    editor.revealRangeNearTop(range);
  };
  return { selected, select };
}
