using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.NetlinkConstants;

namespace Ichor.Netlink;

/// <summary>Why the kernel refused a request.</summary>
/// <param name="Purpose">What the request was for, in words.</param>
/// <param name="Number">The error number, positive.</param>
/// <param name="Text">The kernel's own words (NLMSGERR_ATTR_MSG), or null when it has none.</param>
/// <param name="Offset">Where in the request the offending attribute starts, or null.</param>
public sealed record NetlinkError(string Purpose, int Number, string? Text = null, int? Offset = null)
{
    /// <summary>The name of the error number, such as <c>EEXIST</c>.</summary>
    public string Name => NetlinkErrno.Name(Number);

    /// <summary><c>set mtu 9000 on enp0s3: EINVAL (mtu greater than device maximum)</c>.</summary>
    public override string ToString() =>
        $"{(Purpose.Length == 0 ? "" : Purpose + ": ")}{Name}{(Text is null ? "" : $" ({Text})")}";

    /// <summary>Reads the payload of NLMSG_ERROR or NLMSG_DONE; null when it reports success.</summary>
    /// <remarks>
    /// struct nlmsgerr: a negative error number; for NLMSG_ERROR the header of the request follows, then its body unless
    /// NLM_F_CAPPED is set; then attributes when NLM_F_ACK_TLVS is set. What cannot be read of it costs the words, not the number.
    /// </remarks>
    /// <param name="request">What it answers.</param>
    /// <param name="answer">The message.</param>
    /// <param name="isRoute">Whether it is about NETLINK_ROUTE.</param>
    /// <param name="warning">What the kernel says to a request that it carried out; null for nothing.</param>
    internal static NetlinkError? Decode(NetlinkMessage request, RawMessage answer, bool isRoute, out string? warning)
    {
        warning = null;
        var payload = answer.Payload.Span;
        if (payload.Length < 4)
            return answer.Type == NLMSG_DONE ? null : new NetlinkError(request.Purpose, NetlinkErrno.EPROTO, "the kernel's answer has no error number");
        var error = new NetlinkError(request.Purpose, -MemoryMarshal.Read<int>(payload));
        if ((answer.Flags & NLM_F_ACK_TLVS) != 0)
            error = error.WithAttributes(answer.Type == NLMSG_ERROR ? BehindRequest(payload[4..], (answer.Flags & NLM_F_CAPPED) != 0) : payload[4..]);
        if (error.Number == 0)
        {
            warning = error.Text;
            return null;
        }
        return error is { Text: null, Offset: { } offset } && RequestAttribute.At(request, offset, isRoute) is { } attribute
            ? error with { Text = $"attribute {attribute}" }
            : error;
    }

    private static ReadOnlySpan<byte> BehindRequest(ReadOnlySpan<byte> bytes, bool capped)
    {
        if (bytes.Length < NetlinkMessage.HeaderSize)
            return [];
        var length = capped ? NetlinkMessage.HeaderSize : MemoryMarshal.Read<uint>(bytes) + 3 & ~3u;
        return length <= (uint)bytes.Length ? bytes[(int)length..] : [];
    }

    private NetlinkError WithAttributes(ReadOnlySpan<byte> bytes)
    {
        var error = this;
        try
        {
            foreach (var attribute in new AttributeReader(bytes))
                error = attribute.Type switch
                {
                    NLMSGERR_ATTR_MSG => error with { Text = attribute.String },
                    NLMSGERR_ATTR_OFFS => error with { Offset = attribute.Int32 },
                    NLMSGERR_ATTR_MISS_TYPE when error.Text is null => error with { Text = $"attribute {attribute.UInt32} is missing" },
                    _ => error,
                };
        }
        catch (NetlinkFormatException)
        {
            // the words are lost, and what was read before them is not
        }
        return error;
    }
}
