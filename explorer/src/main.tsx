import './shell/workers.ts';
import '@fontsource-variable/inter/index.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './shell/theme.css';
import './shell/layout.css';
import './panels/panels.css';
import { createRoot } from 'react-dom/client';
import { Explorer } from './shell/explorer.tsx';
import { readSettings } from './shell/settings.ts';

const root = document.getElementById('explorer');
if (!root) throw new Error('The page has no element #explorer.');
createRoot(root).render(<Explorer settings={readSettings(document)} />);
