import type { Clock } from '../clock';
import type { Switches } from '../switches';
import { AppAccess } from './app-access';
import { Boards } from './boards';
import { BulkOperations } from './bulk';
import { Comments } from './comments';
import { JiraEvents } from './events';
import { Expressions } from './expressions/index';
import { Fields } from './fields';
import { IssueLinks } from './issue-links';
import { Issues } from './issues';
import { Mail } from './mail';
import { Permissions } from './permissions';
import { Projects } from './projects';
import { Ranking } from './ranking';
import { Search } from './search';
import { Sprints } from './sprints';
import { JiraState } from './state';
import { Users } from './users';
import { Watching } from './watching';
import { Workflows } from './workflows';

/** The local Jira's domain: state plus the modules that are allowed to change it. REST (rest/) is only a way in. */
export class Jira {
  readonly events = new JiraEvents();
  readonly users: Users;
  readonly permissions: Permissions;
  readonly fields: Fields;
  readonly projects: Projects;
  readonly workflows: Workflows;
  readonly issues: Issues;
  readonly comments: Comments;
  readonly watching: Watching;
  readonly links: IssueLinks;
  readonly appAccess: AppAccess;
  readonly ranking: Ranking;
  readonly boards: Boards;
  readonly sprints: Sprints;
  readonly search: Search;
  readonly bulk: BulkOperations;
  readonly mail = new Mail();
  readonly expressions: Expressions;

  constructor(
    readonly clock: Clock,
    /** Read at each use: a door may change a switch while the site runs. */
    readonly switches: Switches,
    readonly state: JiraState = new JiraState(),
    readonly baseUrl = 'http://localhost:8080',
  ) {
    this.users = new Users(this);
    this.permissions = new Permissions(this);
    this.fields = new Fields(this);
    this.projects = new Projects(this);
    this.workflows = new Workflows(this);
    this.issues = new Issues(this);
    this.comments = new Comments(this);
    this.watching = new Watching(this);
    this.links = new IssueLinks(this);
    this.appAccess = new AppAccess(this);
    this.ranking = new Ranking(this);
    this.boards = new Boards(this);
    this.sprints = new Sprints(this);
    this.search = new Search(this);
    this.bulk = new BulkOperations(this);
    this.expressions = new Expressions(this);
  }
}
