import { start } from '../shared/start';
import { Panel } from './panel';

start(<Panel />);
