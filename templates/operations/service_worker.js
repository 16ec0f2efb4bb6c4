// Keeps one page for when there is no line. Nothing that belongs to a person is ever kept.
{% set files = ['css/tokens.css', 'css/base.css', 'css/components.css', 'css/pages.css', 'img/icons.svg'] %}
const PAGE = "/luring";
const FILES = [
  PAGE,
  "/static/img/band-kawung.svg",
  "/static/img/medallion.svg",
{% for file in files %}
  {{ static_url(file)|tojson }},
{% endfor %}
];
const SHELF = FILES.join(" ");

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const tidy = caches.keys().then((names) => Promise.all(names.filter((n) => n !== SHELF).map((n) => caches.delete(n))));
  event.waitUntil(Promise.all([tidy, registration.navigationPreload?.enable(), clients.claim()]));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    const page = Promise.resolve(event.preloadResponse).then((early) => early || fetch(request));
    event.respondWith(page.catch(() => caches.match(PAGE)));
  } else if (FILES.includes(pathname + search)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
