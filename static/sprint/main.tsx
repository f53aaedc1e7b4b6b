import { start } from '../shared/start';
import { CancelPage } from './cancel-page';

start(<CancelPage />);
