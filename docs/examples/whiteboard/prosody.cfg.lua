-- What Prosody needs for it: accounts on this machine, and Confab as a component.
modules_enabled = { "saslauth", "ping" }
modules_disabled = { "s2s" }
-- only without TLS, on the same machine
c2s_require_encryption = false
allow_unencrypted_plain_auth = true

VirtualHost "localhost"

Component "rooms.localhost"
  component_secret = "only for this example"
