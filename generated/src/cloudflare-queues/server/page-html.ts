// The document of the page and its icon. What changes is filled in by the script.

export const ICON: string = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#2f5bd0"/>
<rect x="8" y="8" width="16" height="4" rx="2" fill="#fff"/>
<rect x="8" y="14" width="16" height="4" rx="2" fill="#fff" opacity=".75"/>
<rect x="8" y="20" width="9" height="4" rx="2" fill="#fff" opacity=".5"/>
</svg>
`;

const QUEUES = `
<nav class="queues" aria-labelledby="queues-title">
<h2 id="queues-title">Queues <kbd>Q</kbd></h2>
<div id="queues" role="listbox" aria-labelledby="queues-title"></div>
<form id="open" class="line">
<label>Open by name <input name="queue" required maxlength="63" autocomplete="off" spellcheck="false"></label>
<button>Open</button>
</form>
</nav>`;

const SUMMARY = `
<section class="summary" aria-labelledby="name">
<h2 id="name"></h2>
<p id="options"></p>
<dl id="tiles">
<div><dt>Backlog</dt><dd data-number="backlog"></dd><dd class="note" data-note="backlog"></dd></div>
<div class="leased"><dt>In flight</dt><dd data-number="inFlight"></dd><dd class="note" data-note="inFlight"></dd></div>
<div class="delayed"><dt>Delayed</dt><dd data-number="delayed"></dd><dd class="note" data-note="delayed"></dd></div>
<div class="dead"><dt>Dead letters</dt><dd data-number="deadLetters"></dd><dd class="note"><button type="button" id="to-dead" class="link"></button><span id="no-dead"></span></dd></div>
</dl>
<figure>
<figcaption>Messages a second
<span class="legend">
<span data-rate="pushed"><i></i>pushed <b></b></span>
<span data-rate="pulled"><i></i>pulled <b></b></span>
<span data-rate="acked"><i></i>acked <b></b></span>
</span>
</figcaption>
<div class="plot"><span id="most"></span>
<svg id="chart" role="img" viewBox="0 0 600 100" preserveAspectRatio="none">
<g class="grid"><path d="M0 1H600M0 50H600"/><path class="base" d="M0 99H600"/></g>
<path id="area"/><path id="pushed"/><path id="pulled"/><path id="acked"/>
</svg></div>
<div class="axis" aria-hidden="true"><span>1 min ago</span><span>30 s</span><span>now</span></div>
</figure>
</section>`;

const TOOLS = `
<section class="tools" aria-label="Push and pull">
<form id="own-token" hidden>
<h3>Token of this queue</h3>
<p class="note">The messages of this queue need its own token. It is kept until this tab is closed.</p>
<label>Queue token <input name="token" type="password" autocomplete="off" required></label>
<p class="act"><button>Use</button></p>
</form>
<form id="push">
<h3>Push <kbd>P</kbd></h3>
<label>Body <textarea name="body" rows="4" spellcheck="false">{ "hello": "queue" }</textarea></label>
<div class="fields">
<label>Content type <select name="type"><option value="json">json</option><option value="text">text</option></select></label>
<label>Delay, seconds <input name="delay" type="number" min="0" max="86400" step="1" placeholder="0"></label>
</div>
<p class="act"><button class="main">Push</button> <kbd>Ctrl ↵</kbd></p>
<p class="outcome" role="status"></p>
</form>
<form id="pull">
<h3>Pull <kbd>L</kbd></h3>
<div class="fields">
<label>Batch size <input name="size" type="number" min="1" max="100" step="1" value="5" required></label>
<label>Lease, seconds <input name="timeout" type="number" min="0.001" max="43200" step="any" placeholder="30"></label>
</div>
<p class="act"><button class="main">Pull</button></p>
<p class="outcome" role="status"></p>
</form>
</section>`;

const MESSAGES = `
<section class="messages" aria-labelledby="messages-title">
<div class="bar">
<h3 id="messages-title">Messages <kbd>M</kbd></h3><span class="note" data-note="size"></span>
<fieldset id="filter"><legend>Show</legend>
<label><input type="radio" name="state" value="" checked><span>all</span></label>
<label><input type="radio" name="state" value="waiting"><span>waiting</span></label>
<label><input type="radio" name="state" value="leased"><span>leased</span></label>
<label><input type="radio" name="state" value="delayed"><span>delayed</span></label>
</fieldset>
</div>
<div class="bar" id="settle" hidden>
<label>Retry after, seconds <input id="retry-delay" type="number" min="0" max="86400" step="1" placeholder="0"></label>
<button type="button" id="ack-all">Ack all shown</button>
<button type="button" id="retry-all">Retry all shown</button>
</div>
<div class="bar" id="redrive" hidden>
<label>Redrive to <select id="target"></select></label>
<button type="button" id="redrive-all">Redrive all</button>
</div>
<p id="settled" class="outcome" role="status"></p>
<ol id="messages" tabindex="-1" aria-labelledby="messages-title"></ol>
<p id="no-messages" class="empty"></p>
<p class="bar" id="pages"><button type="button" id="previous">Previous</button><button type="button" id="next">Next</button><span id="shown"></span></p>
</section>`;

export const DOCUMENT: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Queues emulator</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/page.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<header>
<h1><img src="/page.svg" alt="" width="24" height="24"> Queues emulator</h1>
<p id="connection" role="status">Connecting…</p>
<button type="button" id="pause" aria-pressed="false">Pause</button>
</header>
<noscript><p class="empty">This page needs JavaScript.</p></noscript>
<form id="entry" hidden>
<h2>Token</h2>
<p class="note">The emulator was started with a token. It is kept until this tab is closed.</p>
<label>Token <input name="token" type="password" autocomplete="off" required></label>
<p class="act"><button class="main">Go on</button></p>
<p class="outcome" role="status"></p>
</form>
<div id="frame">${QUEUES}
<p id="no-queues" class="empty" hidden>No queue yet. Push a message from a program, or open a queue by its name and push one here.</p>
<main id="queue" hidden>${SUMMARY}${TOOLS}${MESSAGES}
</main>
</div>
<footer>
<p><kbd>Q</kbd> queues <kbd>M</kbd> messages <kbd>P</kbd> push <kbd>L</kbd> pull</p>
<p>In a list <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Home</kbd> <kbd>End</kbd>, on a message <kbd>↵</kbd> open <kbd>A</kbd> ack <kbd>R</kbd> retry <kbd>D</kbd> redrive</p>
<label><input type="checkbox" id="keys" checked> Single-key shortcuts</label>
</footer>
</body>
</html>
`;
