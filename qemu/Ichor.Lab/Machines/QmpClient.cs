using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Ichor.Lab.Machines;

/// <summary>QEMU's machine protocol: one JSON object per line; commands are answered in order, events come in between.</summary>
public sealed class QmpClient : IDisposable
{
    readonly ByteChannel channel;
    readonly MemoryStream line = new();
    readonly ConcurrentDictionary<long, TaskCompletionSource<JsonNode?>> waiting = new();
    readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    readonly List<QmpEvent> events = [];
    readonly List<(string Name, Func<JsonNode, bool> Match, TaskCompletionSource<QmpEvent> Seen)> expected = [];
    long lastId;

    internal QmpClient(string path)
    {
        channel = new ByteChannel(path, Received);
        _ = channel.Closed.ContinueWith(_ => FailAll(), TaskScheduler.Default);
    }

    internal string Path => channel.Path;

    /// <summary>Completes when the monitor is ready for commands.</summary>
    internal async Task NegotiateAsync()
    {
        await greeted.Task;
        await ExecuteAsync("qmp_capabilities");
    }

    /// <summary>Runs one command and gives what it returns.</summary>
    /// <exception cref="LabException">QEMU's own words when it refuses.</exception>
    public async Task<JsonNode?> ExecuteAsync(string command, JsonObject? arguments = null)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null)
            request["arguments"] = arguments;
        await channel.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
        var reply = await answer.Task.Within(TimeSpan.FromSeconds(30), $"qmp {command}");
        return reply?["error"] is { } refused
            ? throw new LabException($"qmp {command}: {refused["desc"]}")
            : reply?["return"]?.DeepClone();
    }

    /// <summary>The first event of that name, past or to come, whose data fits.</summary>
    public Task<QmpEvent> EventAsync(string name, Func<JsonNode, bool>? match = null)
    {
        match ??= _ => true;
        lock (gate)
        {
            if (events.FirstOrDefault(past => past.Name == name && match(past.Data)) is { } already)
                return Task.FromResult(already);
            var seen = new TaskCompletionSource<QmpEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
            expected.Add((name, match, seen));
            return seen.Task;
        }
    }

    void Received(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b != (byte)'\n')
            {
                line.WriteByte(b);
                continue;
            }
            if (JsonNode.Parse(Encoding.UTF8.GetString(line.ToArray())) is JsonObject message)
                Handle(message);
            line.SetLength(0);
        }
    }

    void Handle(JsonObject message)
    {
        if (message.ContainsKey("QMP"))
            greeted.TrySetResult();
        else if (message["event"] is { } name)
            Happened(new QmpEvent(name.GetValue<string>(), message["data"]?.DeepClone() ?? new JsonObject()));
        else if (message["id"] is { } id && waiting.TryRemove(id.GetValue<long>(), out var answer))
            answer.SetResult(message);
    }

    void Happened(QmpEvent happened)
    {
        lock (gate)
        {
            events.Add(happened);
            expected.RemoveAll(wait => wait.Name == happened.Name && wait.Match(happened.Data) && wait.Seen.TrySetResult(happened));
        }
    }

    void FailAll()
    {
        var gone = new LabException("the monitor's connection is closed: the machine has stopped");
        greeted.TrySetException(gone);
        foreach (var (_, answer) in waiting)
            answer.TrySetException(gone);
        lock (gate)
            foreach (var wait in expected)
                wait.Seen.TrySetException(gone);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        line.Dispose();
    }
}

/// <summary>An asynchronous message of QEMU, such as DEVICE_DELETED.</summary>
public sealed record QmpEvent(string Name, JsonNode Data);
