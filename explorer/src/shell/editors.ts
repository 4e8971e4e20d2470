import { useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

const LOOK = {
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13.5,
  // GraphiQL's line numbers are dimmed on an empty last line.
  renderFinalNewline: 'on' as const,
};

/** Named as GraphiQL names its themes, which these replace: with our accent, and comments that can be read. */
const THEMES = [
  { name: 'graphiql-LIGHT', base: 'vs', accent: '#0b6e63', widget: '#ffffff', comment: '4a6b2f' },
  { name: 'graphiql-DARK', base: 'vs-dark', accent: '#4fd1bd', widget: '#1a2526', comment: '8fb573' },
] as const;

/** Sets the options of the editors. */
export function useEditorOptions(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    for (const { name, base, accent, widget, comment } of THEMES) {
      monaco?.editor.defineTheme(name, {
        base,
        inherit: true,
        rules: [{ token: 'comment', foreground: comment }],
        colors: {
          'editor.background': '#ffffff00',
          focusBorder: accent,
          'textLink.foreground': accent,
          'editorHoverWidget.background': widget,
          'editorSuggestWidget.background': widget,
          'editorWidget.background': widget,
          'list.highlightForeground': accent,
        },
      });
    }
    // GraphiQL reads the system's setting only once, when the page opens.
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => {
      const isChosen = document.body.matches('.graphiql-light, .graphiql-dark');
      if (!isChosen) monaco?.editor.setTheme(system.matches ? 'graphiql-DARK' : 'graphiql-LIGHT');
    };
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [monaco]);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    // Brackets that are added as one types, or around a selection, stay when an operation is inserted: it no longer parses.
    queryEditor?.updateOptions({ ...LOOK, autoClosingBrackets: 'never', autoSurround: 'never', wordWrap: 'on' });
    variableEditor?.updateOptions({ ...LOOK, autoClosingBrackets: 'never', autoSurround: 'never' });
    headerEditor?.updateOptions(LOOK);
    // Monaco looks for brackets in the whole text at once, which takes long in a long answer.
    responseEditor?.updateOptions({ ...LOOK, matchBrackets: 'never' });
    const bracketColorizationOptions = { enabled: false, independentColorPoolPerBracketType: false };
    responseEditor?.getModel()?.updateOptions({ bracketColorizationOptions });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
}
