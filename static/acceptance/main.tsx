import { start } from '../shared/start';

start(<p />);
