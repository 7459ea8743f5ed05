using Ichor.Netlink.Links;

namespace Ichor.Netlink.Generic;

/// <summary>Rings or channels of a link.</summary>
/// <param name="Index">Index of the link.</param>
/// <param name="Settings">What is set: rows of <see cref="EthtoolRings.Kind"/> or <see cref="EthtoolChannels.Kind"/>.</param>
/// <param name="Maxima">What is possible, under the same names: rows of <see cref="EthtoolRings.Maxima"/> or <see cref="EthtoolChannels.Maxima"/>.</param>
public sealed record EthtoolNumbers(int Index, LinkSettings Settings, LinkSettings Maxima)
{
    /// <summary>Reads the payload of ETHTOOL_MSG_RINGS_GET_REPLY.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not such a message.</exception>
    public static EthtoolNumbers DecodeRings(ReadOnlySpan<byte> payload) => Decode(payload, EthtoolRings.Kind, EthtoolRings.Maxima);

    /// <summary>Reads the payload of ETHTOOL_MSG_CHANNELS_GET_REPLY.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not such a message.</exception>
    public static EthtoolNumbers DecodeChannels(ReadOnlySpan<byte> payload) => Decode(payload, EthtoolChannels.Kind, EthtoolChannels.Maxima);

    private static EthtoolNumbers Decode(ReadOnlySpan<byte> payload, LinkKind settings, LinkKind maxima)
    {
        var attributes = EthtoolMessage.Read(payload, out var index);
        return new EthtoolNumbers(index, settings.Decode(attributes, _ => null), maxima.Decode(attributes, _ => null));
    }
}
