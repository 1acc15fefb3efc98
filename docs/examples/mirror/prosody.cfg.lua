-- What Prosody needs for it: people with accounts, and the program as a component.
modules_enabled = { "saslauth", "roster", "ping" }
modules_disabled = { "s2s" }
data_path = "/tmp/prosody-of-the-example"
pidfile = "/tmp/prosody-of-the-example.pid"
-- only without TLS, on the same machine
c2s_require_encryption = false
allow_unencrypted_plain_auth = true

VirtualHost "localhost"
  authentication = "internal_plain"

Component "rooms.localhost"
  component_secret = "only for this example"
