import { start } from '../shared/start';
import { Acceptance } from './acceptance';

start(<Acceptance />);
