import { start } from '../shared/start';
import { Editor } from './editor';

start(<Editor />);
