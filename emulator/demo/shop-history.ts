import type { SeedIssue } from './seed-issue';
import { ACCOUNTS, CHECKOUT, DELIVERY, FINDING, PROMOTIONS, RELIABILITY } from './shop-epics';

/** What became of an issue in a closed sprint. `carried`: finished in the next one. `returned`: went back to the backlog, where it still is. */
export type Outcome = 'done' | 'carried' | 'returned';

export interface ClosedSprint {
  readonly goal: string;
  readonly issues: readonly (SeedIssue & { readonly outcome: Outcome; readonly addedLate?: boolean })[];
}

type Row = readonly [type: 'Story' | 'Bug' | 'Task', points: number, summary: string, outcome?: Outcome, addedLate?: 'late'];

const sprint = (goal: string, epic: string, rows: readonly Row[]): ClosedSprint => ({
  goal,
  issues: rows.map(([type, points, summary, outcome = 'done', late]) => ({
    type,
    points,
    summary,
    epic,
    outcome,
    ...(late ? { addedLate: true } : {}),
  })),
});

/** Nine two-week sprints, oldest first. */
export const SHOP_HISTORY: readonly ClosedSprint[] = [
  sprint('Shoppers can browse the new catalogue', FINDING, [
    ['Story', 5, 'List products of a category with picture and price'],
    ['Story', 3, 'Sort a list by price, newest and rating'],
    ['Task', 3, 'Import the catalogue from the warehouse every night'],
    ['Story', 5, 'Product page with pictures, sizes and stock', 'carried'],
    ['Bug', 1, 'Umlauts in product names are shown as question marks'],
    ['Task', 2, 'Set up the staging shop'],
  ]),
  sprint('A product can be found by name', FINDING, [
    ['Story', 5, 'Search by product name and number'],
    ['Story', 3, 'Suggestions while typing'],
    ['Bug', 2, 'Back button forgets the place in the list'],
    ['Story', 2, 'Breadcrumbs on category and product pages'],
    ['Task', 3, 'Measure searches without a result'],
    ['Bug', 1, 'Search field loses focus on the first letter', 'done', 'late'],
  ]),
  sprint('Items can be put into a basket that lasts', CHECKOUT, [
    ['Story', 5, 'Basket with quantities and remove'],
    ['Story', 3, 'Basket survives closing the browser'],
    ['Bug', 2, 'Quantity can be set to minus one'],
    ['Task', 5, 'Reserve stock for twenty minutes', 'carried'],
    ['Story', 2, 'Mini basket in the header'],
    ['Story', 3, 'Empty basket suggests what was looked at'],
    ['Bug', 1, 'Basket total shows three decimals in Hungarian'],
  ]),
  sprint('The first real order is paid and sent', CHECKOUT, [
    ['Story', 8, 'Pay by card'],
    ['Story', 5, 'Enter a delivery address with suggestions'],
    ['Story', 3, 'Order confirmation on screen and by mail'],
    ['Task', 3, 'Send orders to the warehouse'],
    ['Bug', 2, 'Postcodes with a space are refused'],
    ['Bug', 3, 'Confirmation mail lands in spam', 'carried'],
  ]),
  sprint('Returning shoppers feel at home', ACCOUNTS, [
    ['Story', 5, 'Open an account and sign in'],
    ['Story', 3, 'Reset a forgotten password'],
    ['Story', 5, 'Order history with details'],
    ['Bug', 2, 'Sign-in page remembers the wrong e-mail'],
    ['Task', 2, 'Lock an account after ten wrong passwords'],
    ['Story', 8, 'Sign in with a passkey', 'returned'],
    ['Bug', 1, 'Long names break the header', 'done', 'late'],
  ]),
  sprint('Shoppers know when their order arrives', DELIVERY, [
    ['Story', 5, 'Two carriers to choose from'],
    ['Story', 3, 'Delivery time per country'],
    ['Task', 5, 'Labels from the second carrier'],
    ['Bug', 2, 'House numbers with letters are cut off on labels'],
    ['Story', 3, 'Tracking number in the mail'],
    ['Task', 2, 'Cut-off time for same-day dispatch', 'carried'],
  ]),
  sprint('Marketing runs a voucher campaign without us', PROMOTIONS, [
    ['Story', 5, 'Voucher codes with amount or percentage'],
    ['Story', 3, 'Vouchers limited to a product group'],
    ['Story', 2, 'Voucher can be used once per shopper'],
    ['Bug', 3, 'Voucher is lost when signing in during checkout'],
    ['Task', 3, 'Report of used vouchers per campaign'],
    ['Bug', 1, 'Voucher field hidden behind the keyboard on small phones'],
    ['Story', 5, 'Banner on the start page, planned by date'],
  ]),
  sprint('The shop is fast on a phone', RELIABILITY, [
    ['Task', 5, 'Cache category pages at the edge'],
    ['Task', 3, 'Load fonts without blocking'],
    ['Bug', 3, 'Product pictures load in full size on phones'],
    ['Task', 3, 'Dashboard of real loading times'],
    ['Story', 3, "Offline page with the shop's phone number", 'returned'],
    ['Bug', 2, 'Menu flickers when scrolling fast'],
    ['Bug', 2, 'Memory of the image service grows until it restarts', 'done', 'late'],
  ]),
  sprint('Returns take one day less', DELIVERY, [
    ['Story', 5, 'Warehouse scans a return and the refund starts'],
    ['Story', 3, 'Mail when the refund is on its way'],
    ['Bug', 2, 'Refund of a partly returned order includes delivery twice'],
    ['Task', 3, 'Reasons for returns as a monthly report'],
    ['Story', 5, 'Exchange for another size', 'carried'],
    ['Bug', 1, 'Return label prints the sender twice'],
    ['Task', 2, 'Teach support the new return screen'],
  ]),
];
