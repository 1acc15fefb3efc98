-- What Prosody needs for it: guests without accounts, by WebSocket, and Confab as a component.
modules_enabled = { "saslauth", "websocket", "ping" }
modules_disabled = { "s2s" }
http_ports = { 5280 }
http_interfaces = { "127.0.0.1" }
http_default_host = "guests.localhost"
-- only without TLS, on the same machine
consider_websocket_secure = true

VirtualHost "guests.localhost"
  authentication = "anonymous"

Component "rooms.localhost"
  component_secret = "only for this example"
