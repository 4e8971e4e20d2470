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
    // A closing bracket that is typed, or inserted by an input method, always takes the place of the one that was added.
    queryEditor?.updateOptions({ ...FONT, autoClosingOvertype: 'always', wordWrap: 'on' });
    variableEditor?.updateOptions({ ...FONT, autoClosingOvertype: 'always' });
    headerEditor?.updateOptions(FONT);
    responseEditor?.updateOptions(FONT);
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
}
