"""Three messages for seed 003's program, and then what the program must print: their number."""

from cloudflare import Cloudflare

ACCOUNT = QUEUE = "023e105f4ecef8ad9ca31a8372d0c353"

messages = Cloudflare().queues.messages
for body in ("one", "two", "three"):
    messages.push(QUEUE, account_id=ACCOUNT, body=body, content_type="text")
result = messages.pull(QUEUE, account_id=ACCOUNT, batch_size=1)
assert result and result.message_backlog_count == 3
print(result.message_backlog_count)
