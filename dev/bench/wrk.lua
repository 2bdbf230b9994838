-- Sends the requests of a file (METHOD, path, cookie and body by tabs, one a line), and writes what
-- came of them as one line of JSON. Without a file it sends the one request of the command line.
-- With "once" after the file each line is sent at most once; a connection that has nothing left to
-- send asks for what is refused with 405, until the others have their answers, too.
local threads = {}

function setup(thread)
    thread:set("place", #threads)
    table.insert(threads, thread)
end

function init(arguments)
    sent, answered, refused = 0, 0, 0
    if place == 0 then sent = -1 end -- wrk asks the first thread for a request that it never sends
    lines = {}
    is_once = arguments[2] == "once"
    if not arguments[1] then return end
    local number = 0
    for line in io.lines(arguments[1]) do
        if number % THREADS == place then table.insert(lines, line) end
        number = number + 1
    end
    request = next_request
    if is_once then response = count_response end
end

THREADS = tonumber(os.getenv("WRK_THREADS"))

function next_request()
    if is_once and sent >= #lines then
        return wrk.format("OPTIONS", "/")
    end
    local line = lines[sent % #lines + 1]
    sent = sent + 1
    local method, path, cookie, body = line:match("([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)")
    local headers = {["Sec-Fetch-Site"] = "same-origin", ["Accept-Encoding"] = "br, gzip", ["HX-Request"] = HTMX}
    if cookie ~= "" then headers["Cookie"] = cookie end
    if body ~= "" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    return wrk.format(method, path, headers, body)
end

HTMX = os.getenv("WRK_HTMX")

function count_response(status)
    if status == 405 then return end
    if status == 200 then answered = answered + 1 else refused = refused + 1 end
    if answered + refused == #lines then wrk.thread:stop() end
end

function done(summary, latency, requests)
    local answered, refused = 0, 0
    for _, thread in ipairs(threads) do
        answered = answered + (thread:get("answered") or 0)
        refused = refused + (thread:get("refused") or 0)
    end
    local errors = summary.errors
    io.write(string.format(
        '{"requests": %d, "duration_s": %.6f, "bytes": %d, "p50_ms": %.3f, "p95_ms": %.3f, "p99_ms": %.3f, "failed": %d, "answered": %d, "refused": %d}\n',
        summary.requests, summary.duration / 1e6, summary.bytes,
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        answered, refused))
end
