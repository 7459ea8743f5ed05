using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>The echo requests of one host, and who waits for their answers.</summary>
sealed class Pings(LabHost host)
{
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(250);
    static readonly byte[] Data = "ichor laboratory ping: 32 bytes."u8.ToArray();

    readonly ConcurrentDictionary<(ushort Identifier, ushort Sequence), Action> waiting = new();
    int lastIdentifier = Environment.ProcessId;

    public ushort NewIdentifier() => (ushort)Interlocked.Increment(ref lastIdentifier);

    public void Answered(ushort identifier, ushort sequence)
    {
        if (waiting.TryRemove((identifier, sequence), out var onAnswer))
            onAnswer();
    }

    /// <summary>Sends one request now.</summary>
    public void Send(MacAddress mac, IPAddress to, ushort identifier, ushort sequence, Action onAnswer)
    {
        waiting[(identifier, sequence)] = onAnswer;
        host.SendIp(mac, IcmpEcho.BuildRequest(host.Address, to, identifier, sequence, Data));
    }

    /// <summary>Asks until the address answers, and gives the time of the first round trip.</summary>
    public async Task<TimeSpan> PingAsync(IPAddress to, TimeSpan within)
    {
        var identifier = NewIdentifier();
        var started = Stopwatch.GetTimestamp();
        var answered = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (ushort sequence = 1; Stopwatch.GetElapsedTime(started) < within; sequence++)
        {
            var resolving = host.ResolveAsync(to);
            if (resolving.IsCompletedSuccessfully)
            {
                var sent = Stopwatch.GetTimestamp();
                Send(await resolving, to, identifier, sequence, () => answered.TrySetResult(Stopwatch.GetElapsedTime(sent)));
            }
            var next = resolving.IsCompleted ? answered.Task : (Task)resolving;
            await next.EndsWithin(AskAgainAfter);
            if (answered.Task.IsCompleted)
                return await answered.Task;
        }
        throw new TimeoutException($"ping from {host.Name} to {to}: no answer within {within.TotalSeconds:0.#} s");
    }
}
