// Ways to rooms, held to golden/leading.xml.
import { leading } from '../../../streams/dialects/leading.ts';
import { hold } from './hold.ts';

hold(leading, ['follow']);
