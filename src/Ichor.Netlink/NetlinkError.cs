using System.Runtime.InteropServices;
using Ichor.Netlink.Kernel;

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
    /// NLM_F_CAPPED is set; then attributes when NLM_F_ACK_TLVS is set.
    /// </remarks>
    internal static NetlinkError? Decode(string purpose, ushort type, int flags, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 4)
            return type == NetlinkConstants.NLMSG_DONE ? null : throw new NetlinkFormatException("error message without a number");
        var number = -MemoryMarshal.Read<int>(payload);
        if (number == 0)
            return null;
        var attributes = payload[4..];
        if (type == NetlinkConstants.NLMSG_ERROR)
            attributes = BehindRequest(attributes, (flags & NetlinkConstants.NLM_F_CAPPED) != 0);
        return (flags & NetlinkConstants.NLM_F_ACK_TLVS) == 0
            ? new NetlinkError(purpose, number)
            : WithAttributes(new NetlinkError(purpose, number), attributes);
    }

    private static ReadOnlySpan<byte> BehindRequest(ReadOnlySpan<byte> bytes, bool capped)
    {
        if (bytes.Length < NetlinkMessage.HeaderSize)
            throw new NetlinkFormatException("error message without the header of its request");
        var length = capped ? NetlinkMessage.HeaderSize : MemoryMarshal.Read<uint>(bytes) + 3 & ~3u;
        return length <= (uint)bytes.Length ? bytes[(int)length..] : [];
    }

    private static NetlinkError WithAttributes(NetlinkError error, ReadOnlySpan<byte> bytes)
    {
        foreach (var attribute in new AttributeReader(bytes))
            error = attribute.Type switch
            {
                NetlinkConstants.NLMSGERR_ATTR_MSG => error with { Text = attribute.String },
                NetlinkConstants.NLMSGERR_ATTR_OFFS => error with { Offset = attribute.Int32 },
                _ => error,
            };
        return error;
    }
}
