using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Ichor.Lab.Machines;

/// <summary>A client of the node's local API: lines of JSON over its virtio-serial port.</summary>
/// <remarks>
/// What is sent before the node has opened the port waits in QEMU. A node that was restarted has forgotten its watches:
/// connect anew then.
/// </remarks>
public sealed class NodeApi : IDisposable
{
    readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly ConcurrentDictionary<long, Channel<JsonObject>> answers = new();
    readonly Task reading;
    long lastId = Environment.TickCount64;          // never one that an earlier client of this port has used

    NodeApi(string path)
    {
        socket.Connect(new UnixDomainSocketEndPoint(path));
        reading = ReadAsync();
    }

    /// <summary>Connects and greets, which ends whatever an earlier client left running; completes when the node answers.</summary>
    public static async Task<NodeApi> ConnectAsync(string path)
    {
        var api = new NodeApi(path);
        await api.CallAsync(new JsonObject { ["verb"] = "hello" });
        return api;
    }

    /// <summary>All items of a table.</summary>
    public async Task<IReadOnlyList<NodeResource>> GetAsync(string type)
    {
        var (_, items) = await CallAsync(new JsonObject { ["verb"] = "get", ["type"] = type });
        return [.. items.Select(item => NodeResource.From(item["item"]!))];
    }

    /// <summary>Why an object is as it is.</summary>
    public async Task<JsonNode> ExplainAsync(string kind, string name)
    {
        var (last, _) = await CallAsync(new JsonObject { ["verb"] = "explain", ["type"] = kind, ["name"] = name });
        return last["result"]!;
    }

    /// <summary>The log of all roles, or of one.</summary>
    public async Task<IReadOnlyList<string>> LogsAsync(string? role = null)
    {
        var request = new JsonObject { ["verb"] = "logs" };
        if (role is not null)
            request["name"] = role;
        var (_, lines) = await CallAsync(request);
        return [.. lines.Select(line => line["line"]!.GetValue<string>())];
    }

    /// <summary>Orders that are answered before they are carried out: reboot, poweroff.</summary>
    public async Task OrderAsync(string verb) => await CallAsync(new JsonObject { ["verb"] = verb });

    /// <summary>The table after each change, beginning with what it is now. Ends when the enumeration is left.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<NodeResource>> WatchAsync(
        string type, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        var table = new SortedDictionary<string, NodeResource>(StringComparer.Ordinal);
        var complete = false;
        var (id, channel) = await SendAsync(new JsonObject { ["verb"] = "watch", ["type"] = type });
        try
        {
            await foreach (var message in channel.Reader.ReadAllAsync(stopping))
            {
                ThrowIfError(message);
                complete |= Apply(table, message);
                if (complete)
                    yield return [.. table.Values];
            }
        }
        finally
        {
            answers.TryRemove(id, out _);
            _ = SendAsync(new JsonObject { ["verb"] = "cancel", ["request"] = id });
        }
    }

    /// <summary>The first item that fits, now or as soon as there is one.</summary>
    public async Task<NodeResource> EventuallyAsync(string type, Func<NodeResource, bool> match, CancellationToken stopping = default) =>
        (await EventuallyTableAsync(type, table => table.Any(match), stopping)).First(match);

    /// <summary>The table that fits as a whole, now or as soon as it does.</summary>
    public async Task<IReadOnlyCollection<NodeResource>> EventuallyTableAsync(
        string type, Func<IReadOnlyCollection<NodeResource>, bool> match, CancellationToken stopping = default)
    {
        await foreach (var table in WatchAsync(type, stopping))
            if (match(table))
                return table;
        throw new LabException($"the watch on {type} ended");
    }

    static bool Apply(SortedDictionary<string, NodeResource> table, JsonObject message)
    {
        var happened = message["event"]?.GetValue<string>();
        if (happened == "bootstrapped")
            return true;
        var resource = NodeResource.From(message["item"]!);
        if (happened == "destroyed")
            table.Remove(resource.Id);
        else
            table[resource.Id] = resource;
        return false;
    }

    async Task<(JsonObject Last, List<JsonObject> Before)> CallAsync(JsonObject request)
    {
        var (id, channel) = await SendAsync(request);
        var before = new List<JsonObject>();
        await foreach (var message in channel.Reader.ReadAllAsync())
        {
            if (!message.ContainsKey("done") && !message.ContainsKey("result") && !message.ContainsKey("error"))
            {
                before.Add(message);
                continue;
            }
            answers.TryRemove(id, out _);
            ThrowIfError(message);
            return (message, before);
        }
        throw new LabException("the API's connection is closed: the machine has stopped");
    }

    static void ThrowIfError(JsonObject message)
    {
        if (message["error"] is { } error)
            throw new LabException($"node: {error["message"]}");
    }

    async Task<(long Id, Channel<JsonObject> Answers)> SendAsync(JsonObject request)
    {
        var id = Interlocked.Increment(ref lastId);
        var channel = answers[id] = Channel.CreateUnbounded<JsonObject>();
        if (reading.IsCompleted)
            channel.Writer.TryComplete();
        request["id"] = id;
        var line = Encoding.UTF8.GetBytes(request.ToJsonString() + "\n");
        for (var sent = 0; sent < line.Length;)
            sent += await socket.SendAsync(line.AsMemory(sent));
        return (id, channel);
    }

    async Task ReadAsync()
    {
        try
        {
            await using var stream = new NetworkStream(socket);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync() is { } line)
                Handle(line);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or SocketException)
        {
        }
        foreach (var (_, channel) in answers)
            channel.Writer.TryComplete();
    }

    void Handle(string line)
    {
        if (TryParse(line)?["id"] is JsonValue number && number.TryGetValue<long>(out var id) && answers.TryGetValue(id, out var channel))
            channel.Writer.TryWrite((JsonObject)number.Root);
    }

    /// <summary>The port may begin with the rest of a line that an earlier client did not read.</summary>
    static JsonObject? TryParse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
