using System.Buffers;
using System.Runtime.InteropServices;
using Ichor.Netlink.Kernel;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink;

public sealed partial class NetlinkSocket
{
    /// <summary>More in one send gains nothing (measured with 1 000 VLANs), and if all are refused the answers must fit the receive queue.</summary>
    private const int BatchMessages = 100;
    private const int BatchBytes = 64 << 10;
    private readonly ArrayBufferWriter<byte> _batch = new();
    private const int DumpAttempts = 5;
    private readonly List<RawMessage> _received = [];
    private uint _sequence = 1;

    /// <summary>Sends one request and waits for its acknowledgement; null when the kernel did it.</summary>
    public NetlinkError? Execute(NetlinkMessage message) => Execute([message])[0];

    /// <summary>Sends requests in order, many at a time, and tells of each whether the kernel did it (null) or why not.</summary>
    /// <remarks>
    /// One that fails does not stop those behind it. Of those that go into one send only the last asks for an acknowledgement: the
    /// kernel works in order and always answers what it refuses, so silence before the acknowledgement is success.
    /// When the answer is lost, all of that send that were not refused before are reported as failed: what became of them is not known.
    /// </remarks>
    public IReadOnlyList<NetlinkError?> Execute(IReadOnlyList<NetlinkMessage> messages)
    {
        var outcomes = new NetlinkError?[messages.Count];
        for (var first = 0; first < messages.Count;)
        {
            var sequence = _sequence;
            var bytes = Batch(messages, first, out var count);
            var batch = new PendingBatch(messages, outcomes, first, count, sequence);
            Sent = new(Sent.Messages + count, Sent.Sends + 1);
            if (Send(bytes) is var error and not 0)
                batch.FailRest(error, "the request could not be sent");
            else
                Acknowledge(batch);
            first += count;
        }
        return outcomes;
    }

    /// <summary>Asks for one thing, or for all when the request has <see cref="NetlinkFlags.Dump"/>, and waits for the whole answer.</summary>
    /// <remarks>
    /// A dump that the kernel marks as inconsistent (NLM_F_DUMP_INTR) is repeated; so is one of which a part was lost, and
    /// that over a new descriptor. Not for a socket that has joined groups.
    /// </remarks>
    public NetlinkAnswer Ask(NetlinkMessage request)
    {
        NetlinkError? error = null;
        for (var attempt = 0; attempt < DumpAttempts; attempt++)
        {
            var messages = new List<NetlinkReply>();
            error = AskOnce(request, messages);
            if (error is null)
                return new NetlinkAnswer(messages, null);
            if (error.Number is NetlinkErrno.ENOBUFS or NetlinkErrno.ETIMEDOUT or NetlinkErrno.EPROTO)
                Renew();
            if (error.Number is not (NetlinkErrno.EINTR or NetlinkErrno.ENOBUFS))
                break;
        }
        return new NetlinkAnswer([], error);
    }

    /// <summary>Decodes the entries of an answer. One that cannot be read is remarked, and costs no other.</summary>
    internal List<T> Decode<T>(NetlinkAnswer answer, NetlinkMessage request, ReplyDecoder<T> decode) where T : class
    {
        var entries = new List<T>();
        foreach (var message in answer.Messages)
            try
            {
                if (decode(message.Payload.Span) is { } entry)
                    entries.Add(entry);
            }
            catch (NetlinkFormatException e)
            {
                Unreadable++;
                Remarked?.Invoke($"{request.Purpose}: a part of the answer cannot be read: {e.Message}");
            }
        return entries;
    }

    private NetlinkError? AskOnce(NetlinkMessage request, List<NetlinkReply> into)
    {
        var sequence = _sequence++;
        var dump = (request.Flags & NetlinkFlags.Dump) == NetlinkFlags.Dump;
        var error = Send(request.ToBytes(sequence, dump ? NetlinkFlags.None : NetlinkFlags.Ack));
        var interrupted = false;
        while (error == 0 && (error = NextDatagram(copy: true)) == 0)
            foreach (var message in _received)
            {
                if (message.Sequence != sequence)
                    continue;
                interrupted |= dump && (message.Flags & (int)NetlinkFlags.DumpInterrupted) != 0;
                if (message.Type is not (NLMSG_ERROR or NLMSG_DONE))
                    into.Add(new NetlinkReply(message.Type, message.Payload));
                else if (Outcome(request, message) is { } refused)
                    return refused;
                else
                    return interrupted ? new NetlinkError(request.Purpose, NetlinkErrno.EINTR, "the table keeps changing while it is read") : null;
            }
        return new NetlinkError(request.Purpose, error, Explain(error));
    }

    /// <summary>What the kernel says at the end; null when it did it.</summary>
    private NetlinkError? Outcome(NetlinkMessage request, RawMessage answer)
    {
        var error = NetlinkError.Decode(request, answer, Protocol == NetlinkProtocol.Route, out var warning);
        if (warning is not null)
            Remarked?.Invoke($"{request.Purpose}: {warning}");
        return error;
    }

    private void Acknowledge(PendingBatch batch)
    {
        while (!batch.IsDone)
        {
            var error = NextDatagram(copy: false);
            if (error != 0)
            {
                batch.FailRest(error, Explain(error));
                return;
            }
            foreach (var message in _received)
                if (message.Type == NLMSG_ERROR)
                    batch.Answer(message, Outcome);
        }
    }

    /// <summary>Concatenates as many messages as go into one send; the last asks for an acknowledgement.</summary>
    private ReadOnlySpan<byte> Batch(IReadOnlyList<NetlinkMessage> messages, int first, out int count)
    {
        _batch.ResetWrittenCount();
        count = 1;
        while (count < BatchMessages && first + count < messages.Count
            && _batch.WrittenCount + messages[first + count - 1].Length + messages[first + count].Length <= BatchBytes)
            _batch.Write(messages[first + count++ - 1].ToBytes(_sequence++));
        _batch.Write(messages[first + count - 1].ToBytes(_sequence++, NetlinkFlags.Ack));
        return _batch.WrittenSpan;
    }

    private unsafe int Send(ReadOnlySpan<byte> bytes)
    {
        var kernel = new SockAddrNl { Family = AF_NETLINK };
        fixed (byte* start = bytes)
            while (Libc.SendTo(Fd, start, bytes.Length, 0, &kernel, (uint)sizeof(SockAddrNl)) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != NetlinkErrno.EINTR)
                    return error;
            }
        return 0;
    }

    /// <summary>Waits for a datagram and leaves its messages in <see cref="_received"/>; an error number when there is none.</summary>
    private int NextDatagram(bool copy)
    {
        _received.Clear();
        while (true)
        {
            switch (ReceiveDatagram(out var datagram))      // most often the answer is there when the send returns
            {
                case ReceiveResult.Empty when !WaitReadable(Deadline):
                    return NetlinkErrno.ETIMEDOUT;
                case ReceiveResult.Overrun:
                    return NetlinkErrno.ENOBUFS;
                case ReceiveResult.Messages:
                    return Split(copy ? datagram.ToArray() : _buffer.AsMemory(0, datagram.Length)) ? 0 : NetlinkErrno.EPROTO;
            }
        }
    }

    private bool Split(ReadOnlyMemory<byte> datagram)
    {
        try
        {
            RawMessage.Split(datagram, _received);
            return true;
        }
        catch (NetlinkFormatException)
        {
            return false;
        }
    }

    private string? Explain(int error) => error switch
    {
        NetlinkErrno.ETIMEDOUT => $"no answer from the kernel within {Deadline.TotalSeconds:0.###} s",
        NetlinkErrno.ENOBUFS => "the answer was lost",
        NetlinkErrno.EPROTO => "the answer cannot be read",
        _ => null,
    };

    /// <summary>Requests that were sent together, and what became of each.</summary>
    private sealed class PendingBatch(IReadOnlyList<NetlinkMessage> messages, NetlinkError?[] outcomes, int first, int count, uint sequence)
    {
        private readonly bool[] _answered = new bool[count];

        public bool IsDone => _answered[^1];

        public void Answer(RawMessage message, Func<NetlinkMessage, RawMessage, NetlinkError?> read)
        {
            var index = message.Sequence - sequence;    // wraps: an older request's late answer is beyond the end
            if (index >= _answered.Length || _answered[index])
                return;
            _answered[index] = true;
            outcomes[first + (int)index] = read(messages[first + (int)index], message);
        }

        public void FailRest(int error, string? text)
        {
            for (var i = 0; i < _answered.Length; i++)
                if (!_answered[i])
                    outcomes[first + i] = new NetlinkError(messages[first + i].Purpose, error, text);
        }
    }
}
