import { start } from '../shared/start';
import { RulePage } from './rule-page';

start(<RulePage />);
