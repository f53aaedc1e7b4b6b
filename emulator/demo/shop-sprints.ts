import type { SeedIssue } from './seed-issue';
import { ACCOUNTS, CHECKOUT, DELIVERY, FINDING, PROMOTIONS, RELIABILITY } from './shop-epics';

/** How far an issue of the running sprint has come today. */
export type Progress = 'To Do' | 'In Progress' | 'Done';

export const ACTIVE_GOAL = 'Shoppers see the whole price before they decide';
export const PLANNED_GOAL = 'Nobody has to write to us to learn where a parcel is';

export const SHOP_ACTIVE: readonly (SeedIssue & { readonly progress: Progress })[] = [
  {
    type: 'Story',
    summary: 'Show taxes and fees on the product page',
    epic: CHECKOUT,
    points: 5,
    priority: 'High',
    progress: 'Done',
    about: 'As a shopper I want the price on the product page to be the price I pay.',
    criteria: [
      "The price includes VAT of the visitor's country",
      'A line says what is included',
      'Business accounts may switch to net prices',
    ],
  },
  {
    type: 'Bug',
    summary: 'Free delivery threshold ignores vouchers',
    epic: PROMOTIONS,
    points: 2,
    progress: 'Done',
    steps: ['Fill the basket with 52.00', 'Enter a voucher of 5.00', 'Delivery stays free although the total is below 50.00'],
    criteria: ['The threshold looks at the amount to pay'],
  },
  {
    type: 'Story',
    summary: 'Order summary stays in view during checkout',
    epic: CHECKOUT,
    points: 3,
    progress: 'In Progress',
    about: 'As a shopper I want to see items and total on each step of the checkout.',
    criteria: ['On phones the summary folds to one line with the total', 'A change of delivery changes the total at once'],
    subtasks: ['Summary on wide screens', 'Folded summary on phones'],
  },
  {
    type: 'Story',
    summary: 'Delivery options with price and day',
    epic: DELIVERY,
    points: 5,
    progress: 'In Progress',
    about: 'As a shopper I want to choose between cheap and fast knowing both the price and the day.',
    criteria: [
      'Each option names its price and the expected day',
      'The cheapest is chosen at first',
      'Options that cannot reach the address are not shown',
    ],
    comments: [{ by: 'tomas', text: 'The third carrier counts days differently: "2" means the day after tomorrow in the morning.' }],
  },
  {
    type: 'Task',
    summary: 'One price service for basket, checkout and mail',
    epic: CHECKOUT,
    points: 8,
    progress: 'In Progress',
    about: 'Three places compute a total today, each a little differently.',
    criteria: ['One service, used by all three', 'A thousand recorded baskets give the same totals as the invoices'],
  },
  {
    type: 'Bug',
    summary: 'Basket icon shows the count of yesterday',
    epic: RELIABILITY,
    points: 1,
    progress: 'To Do',
    steps: ['Leave the shop open over night', 'Remove an item on another device', 'Look at the icon'],
    criteria: ['The count is right when the page comes to the front'],
  },
  {
    type: 'Story',
    summary: 'Explain customs to shoppers outside the EU',
    epic: DELIVERY,
    points: 3,
    progress: 'To Do',
    about: 'As a shopper in Norway I want to know what customs will ask of me.',
    criteria: ['An estimate per basket', 'A sentence about who collects it', 'A link to the authority'],
  },
];

export const SHOP_PLANNED: readonly SeedIssue[] = [
  {
    type: 'Story',
    summary: 'Mail when the parcel leaves the warehouse',
    epic: DELIVERY,
    points: 3,
    about: 'As a shopper I want to know when my parcel is on its way.',
    criteria: ['Sent within ten minutes of the first scan', 'Names the carrier and the expected day', 'One mail per parcel'],
  },
  {
    type: 'Story',
    summary: 'Expected delivery day on the order page',
    epic: DELIVERY,
    points: 5,
    about: 'As a shopper I want to see the day, and to see when it changes.',
    criteria: ['A change of the day is shown with the reason of the carrier', 'Without an answer the page says so'],
  },
  {
    type: 'Story',
    summary: 'Orders in parts show each parcel',
    epic: DELIVERY,
    points: 5,
    about: 'As a shopper I want to know which items are in which parcel.',
    criteria: ['Each parcel lists its items', 'Items not yet sent are listed under "Being prepared"'],
  },
  {
    type: 'Bug',
    summary: 'Orders of yesterday are listed under today after midnight UTC',
    epic: ACCOUNTS,
    points: 2,
    steps: ['Order at 23:30 in Auckland', 'Open the order history'],
    criteria: ["Days are those of the shopper's time zone"],
  },
  {
    type: 'Task',
    summary: 'Keep carrier scans for a year',
    epic: DELIVERY,
    points: 2,
    about: 'Support needs them for claims; today they are gone after 30 days.',
  },
  {
    type: 'Story',
    summary: 'Report a parcel that did not arrive',
    epic: DELIVERY,
    points: 3,
    about: 'As a shopper I want to tell you that a parcel marked as delivered is not here.',
    criteria: [
      'Possible from the day after the last scan',
      'Support sees scans, address and photo in one place',
      'The shopper is told what happens next',
    ],
  },
  {
    type: 'Bug',
    summary: 'Order search in the account misses the newest order',
    epic: FINDING,
    points: 2,
    steps: ['Order something', 'Search for it in the account within five minutes'],
    criteria: ['An order is found as soon as its confirmation is shown'],
  },
];
