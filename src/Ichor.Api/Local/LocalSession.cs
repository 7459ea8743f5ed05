using System.Text.Json;

namespace Ichor.Api.Local;

/// <summary>The server side of one connection to the local API: bytes in, bytes out, no I/O, never throws.</summary>
/// <remarks>
/// Requests and answers are lines of JSON. An answer is any number of <c>{"id":N,"item":...}</c>, <c>{"id":N,"line":"..."}</c> or
/// <c>{"id":N,"event":"created","item":...}</c>, closed by <c>{"id":N,"done":true}</c>, <c>{"id":N,"result":{...}}</c> or
/// <c>{"id":N,"error":{"code":"...","message":"..."}}</c>. Several requests may be in flight.
/// A virtio-serial port outlives its users: <c>hello</c> ends whatever an earlier user left running.
/// </remarks>
public sealed partial class LocalSession : IDisposable
{
    /// <summary>Longest request line in bytes, of a request without a config.</summary>
    public const int MaxLine = 16 * 1024;

    /// <summary>Longest request line in bytes that carries a config.</summary>
    public const int MaxConfigLine = 4 * 1024 * 1024;

    /// <summary>Above this many unsent bytes no further request is begun; watches are ended at four times as many.</summary>
    public const int HighWater = 1024 * 1024;

    private readonly ResourceTables _tables;
    private readonly LocalCalls _calls;
    private readonly LineBuffer _input = new(MaxLine, beginning => LocalRequest.CarriesConfig(beginning) ? MaxConfigLine : MaxLine);
    private readonly OutputBuffer _output = new();
    private readonly Dictionary<long, IDisposable> _watches = [];
    private readonly Dictionary<long, LocalReply> _replies = [];
    private bool _working;

    public LocalSession(ResourceTables tables, LocalCalls calls)
    {
        _tables = tables;
        _calls = calls;
    }

    /// <summary>Called when <see cref="Pending"/> has become non-empty.</summary>
    public Action? OutputReady { get; set; }

    /// <summary>Bytes to send. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Pending => _output.Pending;

    /// <summary>False while so much is unsent that the shell should read no further.</summary>
    public bool WantsInput => _output.Pending.Length < HighWater;

    /// <summary>Watches that are running.</summary>
    public int Watches => _watches.Count;

    /// <summary>To be called when a port that outlives this process was opened: tells its user that calls in flight are lost.</summary>
    public void Greet()
    {
        _output.Write("\n"u8);
        Send(null, json => json.WriteBoolean("started", true));
    }

    /// <summary>Takes what was received, however it was cut.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        _input.Append(bytes);
        Work();
    }

    /// <summary>Tells that the first <paramref name="count"/> pending bytes have been sent.</summary>
    public void Sent(int count)
    {
        _output.Sent(count);
        Work();
    }

    /// <summary>Ends every watch and unfinished answer.</summary>
    public void Dispose()
    {
        foreach (var watch in _watches.Values)
            watch.Dispose();
        _watches.Clear();
        foreach (var reply in _replies.Values.ToArray())
            reply.Close();
    }

    private void Work()
    {
        if (_working)
            return;
        _working = true;
        try
        {
            while (WantsInput && _input.TryTake(out var line, out var tooLong))
                if (tooLong)
                    SendError(null, LocalErrors.TooLong, $"a request line has at most {MaxLine} bytes, one that carries a config {MaxConfigLine}");
                else if (line.Length > 0)
                    Answer(line);
        }
        finally
        {
            _working = false;
        }
    }

    private void Answer(ReadOnlySpan<byte> line)
    {
        var problem = LocalRequest.Read(line, out var request);
        if (problem is not null)
        {
            SendError(request.Id, LocalErrors.BadRequest, problem);
            return;
        }
        var id = request.Id!.Value;
        try
        {
            Serve(id, request);
        }
        catch (LocalApiException e)
        {
            SendError(id, e.Code, e.Message);
        }
        catch (Exception e)                     // one request's failure is that request's answer
        {
            SendError(id, LocalErrors.Failed, $"{e.GetType().Name}: {e.Message}");
        }
    }

    internal void SendLine(long id, string text) => Send(id, json => json.WriteString("line", text));

    internal void SendDone(long id) => Send(id, json => json.WriteBoolean("done", true));

    internal void SendError(long? id, string code, string message) => Send(id, json =>
    {
        json.WriteStartObject("error");
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    internal void Forget(long id, LocalReply reply)
    {
        if (_replies.TryGetValue(id, out var known) && known == reply)
            _replies.Remove(id);
    }

    internal void SendResult(long id, Action<Utf8JsonWriter> write) => Send(id, json =>
    {
        json.WritePropertyName("result");
        write(json);
    });

    private void Send(long? id, Action<Utf8JsonWriter> write)
    {
        var before = _output.Pending.Length;
        try
        {
            WriteMessage(id, write);
        }
        catch
        {
            _output.Truncate(before);           // half a message would spoil the next one
            throw;
        }
        if (before <= 1)                        // the greeting begins with an empty line
            OutputReady?.Invoke();
    }

    private void WriteMessage(long? id, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(_output, JsonForm.Line))
        {
            json.WriteStartObject();
            if (id is { } number)
                json.WriteNumber("id", number);
            else
                json.WriteNull("id");
            write(json);
            json.WriteEndObject();
        }
        _output.Write("\n"u8);
    }
}
