import { start } from '../shared/start';
import { RuleView } from './rule-view';

start(<RuleView />);
