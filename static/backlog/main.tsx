import { start } from '../shared/start';
import { BacklogPage } from './backlog-page';

start(<BacklogPage />);
