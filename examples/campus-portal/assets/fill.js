// Which questionnaire, and whose consent text, comes with the link from the to-do list.
const wanted = new URLSearchParams(location.search);
document.querySelector('xq-consent').setAttribute('campaign-id', wanted.get('campaign') ?? '-');
document.querySelector('xq-questionnaire').setAttribute('assignment-id', wanted.get('assignment') ?? '-');
