import type { SeedIssue } from './seed-issue';

export const CHECKOUT = 'Checkout without surprises';
export const FINDING = 'Find the right product';
export const ACCOUNTS = 'Accounts and order history';
export const DELIVERY = 'Delivery and returns';
export const RELIABILITY = 'Fast and dependable';
export const PROMOTIONS = 'Promotions and gift cards';

export const SHOP_EPICS: readonly SeedIssue[] = [
  {
    type: 'Epic',
    summary: CHECKOUT,
    about:
      'Four out of ten baskets that reach the payment page are left there. Interviews name three reasons: delivery costs that appear late, a card that is declined without saying why, and having to open an account. We remove them one by one.',
  },
  {
    type: 'Epic',
    summary: FINDING,
    about:
      'Shoppers who search buy twice as often as those who browse, yet a fifth of searches end without a result although we sell the thing.',
  },
  {
    type: 'Epic',
    summary: ACCOUNTS,
    about: 'What a returning shopper needs: their orders, addresses and receipts, without asking the help desk.',
  },
  {
    type: 'Epic',
    summary: DELIVERY,
    about: 'From "ordered" to "kept" or "sent back", so that nobody has to write an e-mail to learn where a parcel is.',
  },
  {
    type: 'Epic',
    summary: RELIABILITY,
    about: 'The shop answers within a second on a phone and stays up on the two busiest Fridays of the year.',
  },
  {
    type: 'Epic',
    summary: PROMOTIONS,
    about: 'Marketing runs offers without a release, and the till agrees with the poster.',
  },
];
