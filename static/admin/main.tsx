import { start } from '../shared/start';
import { AdminPage } from './admin-page';

start(<AdminPage />);
