using System.Net;
using Ichor.Linux;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

/// <summary>How a question to a time server ended.</summary>
internal abstract record NtpOutcome
{
    /// <summary>A good answer, with our clock when the question left and when the answer came.</summary>
    public sealed record Answered(NtpPacket Reply, DateTime SentAt, DateTime ReceivedAt) : NtpOutcome;

    /// <summary>An answer that must not be used.</summary>
    public sealed record Rejected(NtpRejection Why, NtpPacket Reply) : NtpOutcome;

    /// <summary>No answer, or no way to ask.</summary>
    public sealed record Failed(string Why) : NtpOutcome;
}

/// <summary>One question to one server; it ends exactly once, unless it is dropped.</summary>
/// <param name="clock">The clock to measure.</param>
/// <param name="nonce">Random bits.</param>
/// <param name="ended">Takes the outcome.</param>
internal sealed class NtpQuestion(INodeClock clock, ulong nonce, Action<NtpOutcome> ended) : IDisposable
{
    private readonly NtpPacket _request = NtpPacket.Request(nonce);
    private IDisposable? _timeout;
    private DateTime _sentAt;
    private bool _over;

    /// <summary>Asks.</summary>
    /// <param name="transport">The way to the server.</param>
    /// <param name="arm">Calls back after a time.</param>
    /// <param name="server">Whom to ask.</param>
    /// <param name="patience">How long the answer may take.</param>
    public void Send(INtpTransport transport, Func<TimeSpan, Action, IDisposable> arm, IPAddress server, TimeSpan patience)
    {
        _timeout = arm(patience, () => End(new NtpOutcome.Failed("does not answer")));
        try
        {
            _sentAt = clock.UtcNow;
            transport.Ask(server, _request.ToBytes(), Received);
        }
        catch (LinuxException e)
        {
            End(new NtpOutcome.Failed(e.Message));
        }
    }

    /// <summary>Drops the question: it will not end.</summary>
    public void Dispose()
    {
        _over = true;
        _timeout?.Dispose();
    }

    private void Received(byte[] bytes)
    {
        var receivedAt = clock.UtcNow;
        if (_over || !NtpPacket.TryParse(bytes, out var reply, out _))
            return;
        var rejection = NtpReply.Check(_request, reply);
        // Not an answer to this question: the answer may still come.
        if (rejection is NtpRejection.NotAReply or NtpRejection.OriginMismatch)
            return;
        End(rejection == NtpRejection.None
            ? new NtpOutcome.Answered(reply, _sentAt, receivedAt)
            : new NtpOutcome.Rejected(rejection, reply));
    }

    private void End(NtpOutcome outcome)
    {
        if (_over)
            return;
        Dispose();
        ended(outcome);
    }
}
