import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const FONT = {
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13.5,
};

/** Sets the editors as this page wants them. */
export function useEditorOptions(): void {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    // Brackets that are added as one types, or around a selection, stay when an operation is inserted: it no longer parses.
    queryEditor?.updateOptions({ ...FONT, autoClosingBrackets: 'never', autoSurround: 'never', wordWrap: 'on' });
    variableEditor?.updateOptions({ ...FONT, autoClosingBrackets: 'never', autoSurround: 'never' });
    headerEditor?.updateOptions(FONT);
    responseEditor?.updateOptions(FONT);
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
}
