/** Every fault that a test brings about, and what has to stand after it. The tests take their names from here, and so does the page. */

export interface Fault {
  readonly number: number;
  readonly fault: string;
  /** What stands all the same. */
  readonly kept: string;
}

export interface Section {
  readonly title: string;
  readonly faults: readonly Fault[];
}

const one = (number: number, fault: string, kept: string): Fault => ({ number, fault, kept });

export const sections: readonly Section[] = [
  {
    title: 'The page and its browser',
    faults: [
      one(
        14,
        'The renderer crashes between two answers',
        'both are there, the one the service has and the one it has not',
      ),
      one(15, 'The browser is killed after “saved”', 'the service has every answer that the page showed'),
      one(16, 'The page is loaded again', 'the answers are there, and the form goes on'),
      one(17, 'The page is left while an answer is nowhere else', 'the person is asked first'),
      one(37, 'The page is left and comes back out of the back/forward cache', 'the form goes on, and goes on saving'),
      one(18, 'Two tabs', 'neither loses what the other one has'),
      one(19, 'Two devices', 'the second goes on with the attempt of the first, and both answers stand'),
      one(
        35,
        'The element stands twice on one page, for one assignment',
        'neither overwrites what the other has not sent yet',
      ),
      one(20, 'The element is moved, and removed and put back', 'nothing is lost, and it goes on saving'),
      one(
        48,
        'The file of the help lines does not come',
        'a number stands beside the answer that calls for it and where the form does not open, and it saves and can be handed in',
      ),
      one(
        53,
        'The file with which answers are saved does not come at first',
        'it is asked for again with the next answer, and everything is saved',
      ),
      one(
        55,
        'The file of the quick exit does not come at first',
        'it is asked for again with the next answer, and the page can be left',
      ),
      one(
        56,
        'The file with which answers are saved never comes',
        'the page asks before it is left, and once the answers are handed in the receipt is there',
      ),
    ],
  },
  {
    title: 'The storage of the device',
    faults: [
      one(21, 'The storage is full', 'the service has the answers, and nothing is said of the device'),
      one(
        34,
        'The form is in a sandboxed frame of another site, where storage is denied',
        'it saves, goes on and can be handed in',
      ),
      one(
        33,
        'The portal is on plain http, where the browser has no cryptography',
        'the copy on the device is sealed all the same, and only the answers’ own draft opens it',
      ),
      one(22, 'A copy on the device cannot be read', 'it is put aside, not taken and not thrown away'),
      one(
        36,
        'The upgrade of the storage is blocked, by this page or by another one',
        'neither waits for the other, and what is shown as saved is saved',
      ),
      one(
        23,
        'A newer version of the library was here and is gone again',
        'the form goes on with what the service has',
      ),
      one(
        40,
        'The copy of one form lies where that of another one belongs',
        'it is not taken, even under the same key',
      ),
      one(
        45,
        'A copy from before holds something that the service refuses for good',
        'it is put aside, and what comes behind it is saved',
      ),
    ],
  },
  {
    title: 'The service, the network and the clock',
    faults: [
      one(24, 'A captive portal answers everything with 200 and a page of its own', 'nothing counts as saved'),
      one(
        44,
        'The service answers 503 for ten minutes',
        'answers are kept on the device, that is said, and they are saved without a touch when it is back',
      ),
      one(25, 'The device’s clock is a day off, either way', 'it is saved and submitted all the same'),
      one(41, 'The token expires at question 45', 'the form stays as it is, and the answers flow on'),
      one(
        42,
        'Access is revoked in the middle',
        'the form stays, says so, and saves when somebody has signed in again',
      ),
      one(
        43,
        'The campaign closes in the middle',
        'that is said, what was saved stays, and the answers stay on the page',
      ),
      one(26, 'Consent is withdrawn in the middle', 'no more is taken, that is said, and the answers stay on the page'),
      one(
        39,
        'A new version of the form is published in the middle',
        'the draft goes on, and is handed in, with the version that it was begun with',
      ),
    ],
  },
  {
    title: 'Handing in, from the page',
    faults: [
      one(27, 'There is no network when it is submitted', 'nothing is lost, and one press later it is there'),
      one(28, 'The acknowledgement is lost', 'pressed again, it is the same attempt, stored once'),
      one(29, 'A double click', 'one submission is sent'),
      one(50, 'The receipt is of other answers than were sent', 'the copy on the device stays, and that is said'),
      one(30, 'Back after it was submitted', 'the form does not open again, and shows no answer'),
    ],
  },
  {
    title: 'The next person',
    faults: [
      one(
        31,
        'The next pupil at the same computer',
        'no trace in the page, in what readers of screens get, or in the storage',
      ),
      one(
        49,
        'The browser fills in forms, and the network is looked at',
        'no field offers what somebody typed before, and no answer is in an address or goes to anybody else',
      ),
      one(
        32,
        'A session of somebody else under a form that is open, without a network',
        'it empties at once, and opens as that person',
      ),
      one(
        47,
        'Signed in again as somebody else after the session was over',
        'the form empties before anything of it is saved as theirs',
      ),
      one(
        38,
        'Back to a page in the back/forward cache, with somebody else signed in',
        'nothing of the person before is on it',
      ),
      one(
        46,
        'Nobody touches the form for a while',
        'it is locked and off the page, and goes on after the person has signed in again',
      ),
      one(
        54,
        'The file with which a page is locked does not come at first',
        'it is asked for again by itself, and whoever asked for the lock meanwhile has it then',
      ),
    ],
  },
  {
    title: 'Handing in, at the service',
    faults: [
      one(1, 'The same attempt, another body', '409; the first is kept as it was, and its receipt can still be had'),
      one(2, 'Fifty posts of one attempt at once, each with a key of its own', 'one is stored, fifty get its receipt'),
      one(
        3,
        'Fifty posts of one attempt at once under one key (a double click, a proxy that repeats)',
        'one is stored, fifty get its receipt',
      ),
      one(4, 'Two attempts at one assignment at once (two devices)', 'one is stored, the other is told so'),
      one(5, 'The acknowledgement is lost', 'sent again, the same receipt comes, and it is stored once'),
      one(6, 'The answer comes after the time-out of the page', 'sent again meanwhile, it is stored once'),
      one(7, 'The body was emptied on the way', '422, and the key is not used up'),
      one(8, 'The body was cut on the way', 'nothing is stored, nothing fails, and the key is not used up'),
      one(9, 'Access is revoked in the middle', '401, nothing stored; with a new session the same attempt is taken'),
      one(10, 'The campaign closes in the middle', '409 for what comes late; what was taken before keeps its receipt'),
      one(
        11,
        'Every connection to the database is in use',
        '503 with Retry-After, no 500, and the same post is taken later',
      ),
      one(12, 'An attempt is left after a critical answer', 'a proposal within 15 minutes, which its submission joins'),
      one(13, 'A whole class behind one address sends at once', 'everybody gets a receipt of their own'),
    ],
  },
  {
    title: 'Killed',
    faults: [
      one(51, 'The service is killed under load', 'nothing that was acknowledged is lost, nothing is stored twice'),
      one(
        52,
        'PostgreSQL is killed under load',
        '503 until it is back, no 500, and nothing that was acknowledged is lost',
      ),
    ],
  },
];

export const faults: readonly Fault[] = sections.flatMap(section => section.faults);

export const titleOf = ({ number, fault, kept }: Fault): string => `${number} ${fault}: ${kept}`;
