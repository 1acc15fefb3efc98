// Where the page begins: the shell is put into the document, and asks for what it shows.
import { render } from 'preact';
import './styles/base.css';
import './styles/parts.css';
import './styles/chart.css';
import './styles/rooms.css';
import './styles/room.css';
import { startService } from './shared/service.ts';
import { applyTheme } from './shared/theme.ts';
import { Shell } from './shell.tsx';

applyTheme();
startService();
render(<Shell />, document.getElementById('page')!);
