export { doorRoutes } from '../doors';
