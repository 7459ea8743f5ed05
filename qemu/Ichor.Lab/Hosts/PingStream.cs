using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>Pings at a fixed rate until stopped, and remembers every request that got no answer and when it was sent.</summary>
/// <remarks>A timer that is late merges its ticks; the requests of those are sent then, so that the rate is what was asked for.</remarks>
public sealed class PingStream : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly List<Sent> all = [];
    readonly LabHost host;
    readonly IPAddress to;
    readonly MacAddress mac;
    readonly ushort identifier;
    readonly TimeProvider time;
    readonly PeriodicTimer timer;
    readonly TimeSpan interval;
    readonly Task sending;
    TaskCompletionSource? complete;
    Action? onAnswer;
    int unanswered;

    sealed class Sent(DateTimeOffset at)
    {
        public DateTimeOffset At => at;
        public DateTimeOffset? AnsweredAt { get; set; }
    }

    internal PingStream(LabHost host, IPAddress to, MacAddress mac, TimeSpan interval, TimeProvider? time = null)
    {
        this.host = host;
        this.to = to;
        this.mac = mac;
        this.time = time ?? TimeProvider.System;
        identifier = host.Pings.NewIdentifier();
        this.interval = interval;
        timer = new PeriodicTimer(interval, this.time);
        sending = SendAsync();
    }

    /// <summary>Requests sent so far.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return all.Count;
        }
    }

    /// <summary>Stops sending, gives the last answers a moment to arrive, and reports.</summary>
    public async Task<PingReport> StopAsync(TimeSpan? grace = null)
    {
        timer.Dispose();
        await sending;
        Task lastAnswer;
        lock (gate)
        {
            complete ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (unanswered == 0)
                complete.TrySetResult();
            lastAnswer = complete.Task;
        }
        await lastAnswer.EndsWithin(grace ?? TimeSpan.FromSeconds(2));
        return Report();
    }

    /// <summary>Completes when as many requests as named have been answered after now: the stream is flowing.</summary>
    public async Task FlowsAsync(int answers, TimeSpan within)
    {
        var flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            onAnswer = () =>
            {
                if (--answers <= 0)
                    flowing.TrySetResult();
            };
        await flowing.Task.Within(within, $"{answers} answers from {to}");
    }

    async Task SendAsync()
    {
        var began = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync())
            for (var due = time.GetElapsedTime(began) / interval; Count + 1 <= due;)
                Send();
    }

    void Send()
    {
        var request = new Sent(time.GetUtcNow());
        int sequence;
        lock (gate)
        {
            all.Add(request);
            unanswered++;
            sequence = all.Count;
        }
        host.Pings.Send(mac, to, identifier, (ushort)sequence, () => Answered(request));
    }

    void Answered(Sent request)
    {
        lock (gate)
        {
            request.AnsweredAt = time.GetUtcNow();
            onAnswer?.Invoke();
            if (--unanswered == 0)
                complete?.TrySetResult();
        }
    }

    PingReport Report()
    {
        lock (gate)
        {
            var answers = all.Where(request => request.AnsweredAt is not null).ToList();
            var longest = answers.Zip(answers.Skip(1), (a, b) => b.At - a.At).DefaultIfEmpty().Max();
            var slowest = answers.Select(request => request.AnsweredAt!.Value - request.At).DefaultIfEmpty().Max();
            return new PingReport(all.Count, [.. all.Where(request => request.AnsweredAt is null).Select(request => request.At)], longest, slowest);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await sending;
    }
}

/// <summary>What became of a <see cref="PingStream"/>.</summary>
/// <param name="Sent">Requests sent.</param>
/// <param name="Lost">Times at which requests were sent that nobody answered.</param>
/// <param name="LongestGap">Longest time between two answered requests, by when they were sent.</param>
/// <param name="SlowestAnswer">Longest round trip.</param>
public sealed record PingReport(int Sent, IReadOnlyList<DateTimeOffset> Lost, TimeSpan LongestGap, TimeSpan SlowestAnswer)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Sent} sent, {Lost.Count} lost, longest gap {LongestGap.TotalMilliseconds:0} ms, slowest answer {SlowestAnswer.TotalMilliseconds:0} ms";
}
