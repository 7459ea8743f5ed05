using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Ichor.Api.Local;

/// <summary>The client side of the local API over any stream: a unix socket, or the host's end of a virtio-serial port.</summary>
/// <remarks>
/// Several calls may be in flight. A port may hold the end of an answer to an earlier client: ids start at a random number, and
/// nothing counts before the answer to <c>hello</c>. When the node's process is restarted behind an open port, every call in
/// flight fails with <see cref="LocalErrors.Restarted"/>. A node that finds nobody on the host's side of a port closes it again,
/// and the driver then throws away what a client has sent in that moment: <c>hello</c> is said again when the node says that it
/// has opened the port.
/// </remarks>
public sealed class LocalClient : IAsyncDisposable
{
    /// <summary>Longest line that a node may send.</summary>
    private const int MaxLine = 64 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Dictionary<long, Channel<JsonElement>> _calls = [];
    private readonly Lock _lock = new();
    private readonly long _hello = Random.Shared.Next(1, int.MaxValue) * 1000L;
    private long _lastId;
    private bool _greeted;
    private Exception? _ended;
    private Task _reading = Task.CompletedTask;

    private LocalClient(Stream stream)
    {
        _stream = stream;
        _lastId = _hello - 1;
    }

    /// <summary>The node's name, as it was when the connection was made.</summary>
    public string NodeName { get; private set; } = "";

    /// <summary>Version of the node's system.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Greets the node and waits for its answer, which on a virtio-serial port comes when the node has booted.</summary>
    /// <remarks>The client owns the stream from here on.</remarks>
    public static async Task<LocalClient> ConnectAsync(Stream stream, CancellationToken stopping = default)
    {
        var client = new LocalClient(stream);
        try
        {
            client._reading = Task.Run(client.ReadAsync, CancellationToken.None);
            var answer = await client.ResultAsync("hello", null, null, stopping);
            client.NodeName = answer.GetProperty("node").GetString()!;
            client.Version = answer.GetProperty("version").GetString()!;
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>The items of a type, or the one with this id.</summary>
    /// <exception cref="LocalApiException">Unknown or ambiguous type, or no such item.</exception>
    public async Task<IReadOnlyList<ResourceView>> GetAsync(string type, string? id = null, CancellationToken stopping = default)
    {
        var items = new List<ResourceView>();
        await foreach (var answer in CallAsync("get", type, id, null, stopping))
            if (answer.TryGetProperty("item", out var item))
                items.Add(new ResourceView(item));
        return items;
    }

    /// <summary>The items of a type and then every change, until the enumeration is left.</summary>
    public async IAsyncEnumerable<LocalEvent> WatchAsync(string type, string? id = null,
        [EnumeratorCancellation] CancellationToken stopping = default)
    {
        await foreach (var answer in CallAsync("watch", type, id, null, stopping))
            if (answer.TryGetProperty("event", out _))
                yield return LocalEvent.Read(answer);
    }

    /// <summary>Why an object is as it is; the fields of <see cref="Explanation"/>.</summary>
    public Task<JsonElement> ExplainAsync(string kind, string id, CancellationToken stopping = default) =>
        ResultAsync("explain", kind, id, stopping);

    /// <summary>Log lines of a role, or of all.</summary>
    public async Task<IReadOnlyList<string>> LogsAsync(string? role = null, int? tail = null, CancellationToken stopping = default)
    {
        var lines = new List<string>();
        await foreach (var answer in CallAsync("logs", null, role, tail, stopping))
            if (answer.TryGetProperty("line", out var line))
                lines.Add(line.GetString()!);
        return lines;
    }

    /// <summary>Every resource type that the node knows.</summary>
    public async Task<IReadOnlyList<TypeDescription>> TypesAsync(CancellationToken stopping = default)
    {
        var types = new List<TypeDescription>();
        await foreach (var answer in CallAsync("types", null, null, null, stopping))
            if (answer.TryGetProperty("item", out var item))
                types.Add(TypeDescription.Read(item));
        return types;
    }

    /// <summary>Applies a config, for good or on trial, or says what that would do; the fields of <see cref="ChangeReport"/>.</summary>
    /// <exception cref="LocalApiException">The node could not even look at it. A config with errors is an answer.</exception>
    public Task<JsonElement> ApplyAsync(ConfigChange change, CancellationToken stopping = default) =>
        ResultAsync(change.Mode == ChangeMode.DryRun ? "dry-run" : "apply", null, change.Source, stopping, change);

    /// <summary>Keeps the config that is on trial; the fields of <see cref="ChangeReport"/>.</summary>
    public Task<JsonElement> ConfirmAsync(CancellationToken stopping = default) => ResultAsync("confirm", null, null, stopping);

    /// <summary>Goes back to the config of before the trial; the fields of <see cref="ChangeReport"/>.</summary>
    public Task<JsonElement> RollbackAsync(CancellationToken stopping = default) => ResultAsync("rollback", null, null, stopping);

    /// <summary>Orders an orderly reboot; returns when the node has taken the order.</summary>
    public Task RebootAsync(CancellationToken stopping = default) => OrderAsync("reboot", stopping);

    /// <summary>Orders an orderly power-off; returns when the node has taken the order.</summary>
    public Task PoweroffAsync(CancellationToken stopping = default) => OrderAsync("poweroff", stopping);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _stream.DisposeAsync();
        await _reading;
        _closing.Dispose();
        _writing.Dispose();
    }

    private async Task OrderAsync(string verb, CancellationToken stopping)
    {
        await foreach (var _ in CallAsync(verb, null, null, null, stopping))
            continue;
    }

    private async Task<JsonElement> ResultAsync(string verb, string? type, string? name, CancellationToken stopping, ConfigChange? change = null)
    {
        await foreach (var answer in CallAsync(verb, type, name, null, stopping, change))
            if (answer.TryGetProperty("result", out var result))
                return result;
        throw new LocalApiException(LocalErrors.Failed, $"{verb}: the answer has no result");
    }

    /// <summary>Sends a request and yields its answers up to the one that closes it.</summary>
    private async IAsyncEnumerable<JsonElement> CallAsync(string verb, string? type, string? name, int? tail,
        [EnumeratorCancellation] CancellationToken stopping, ConfigChange? change = null)
    {
        var channel = Channel.CreateUnbounded<JsonElement>();
        var id = Begin(channel);
        var open = true;
        try
        {
            await SendAsync(RequestLine.Write(id, verb, type, name, tail, null, change), stopping);
            await foreach (var answer in channel.Reader.ReadAllAsync(stopping))
            {
                open = !Closes(answer);
                if (answer.TryGetProperty("error", out var error))
                    throw new LocalApiException(error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
                yield return answer;
                if (!open)
                    yield break;
            }
        }
        finally
        {
            End(id);
            if (open && verb == "watch" && _ended is null)
                await SendAsync(RequestLine.Write(Interlocked.Increment(ref _lastId), "cancel", null, null, null, id), CancellationToken.None);
        }
    }

    private static bool Closes(JsonElement answer) =>
        answer.TryGetProperty("done", out _) || answer.TryGetProperty("result", out _) || answer.TryGetProperty("error", out _);

    private long Begin(Channel<JsonElement> channel)
    {
        var id = Interlocked.Increment(ref _lastId);
        lock (_lock)
        {
            if (_ended is not null)
                throw new IOException("the connection to the node has ended", _ended);
            _calls.Add(id, channel);
        }
        return id;
    }

    private void End(long id)
    {
        lock (_lock)
            _calls.Remove(id);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> line, CancellationToken stopping)
    {
        await _writing.WaitAsync(stopping);
        try
        {
            await _stream.WriteAsync(line, stopping);
            await _stream.FlushAsync(stopping);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        Exception reason = new IOException("the node closed the connection");
        try
        {
            var lines = new LineBuffer(MaxLine);
            var buffer = new byte[64 * 1024];
            for (int count; (count = await _stream.ReadAsync(buffer, _closing.Token)) > 0;)
            {
                lines.Append(buffer.AsSpan(0, count));
                while (lines.TryTake(out var line, out _))
                    Dispatch(line);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            reason = e;
        }
        FailAll(reason, forGood: true);
    }

    private void Dispatch(ReadOnlySpan<byte> line)
    {
        if (!TryParse(line, out var answer))
            return;                             // the tail of an answer to an earlier client
        if (answer.TryGetProperty("started", out _))
            Started();
        if (!answer.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt64(out var number))
            return;
        _greeted |= number == _hello;
        Channel<JsonElement>? channel;
        lock (_lock)
            channel = _calls.GetValueOrDefault(number);
        if (_greeted)
            channel?.Writer.TryWrite(answer);
    }

    /// <summary>The node has opened the port: whatever was sent before may be lost.</summary>
    private void Started()
    {
        if (_greeted)
            FailAll(new LocalApiException(LocalErrors.Restarted, "the node's process was restarted"), forGood: false);
        else
            _ = GreetAgainAsync();
    }

    /// <summary>Nothing else is sent before the answer to <c>hello</c>, so a second one that arrives too ends no call of ours.</summary>
    private async Task GreetAgainAsync()
    {
        try
        {
            await SendAsync(RequestLine.Write(_hello, "hello", null, null, null, null), _closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The stream has ended, which the reading side tells every call.
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> line, [NotNullWhen(true)] out JsonElement answer)
    {
        answer = default;
        try
        {
            var json = new Utf8JsonReader(line);
            answer = JsonElement.ParseValue(ref json);
            return answer.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void FailAll(Exception reason, bool forGood)
    {
        lock (_lock)
        {
            if (forGood)
                _ended = reason;
            foreach (var channel in _calls.Values)
                channel.Writer.TryComplete(reason);
        }
    }
}
