using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>What every message of the family has: a header that says which link it is about.</summary>
internal static class EthtoolMessage
{
    /// <summary>The attributes of a message, and the index in its header.</summary>
    /// <exception cref="NetlinkFormatException">There is no such header.</exception>
    public static AttributeReader Read(ReadOnlySpan<byte> payload, out int index)
    {
        var attributes = GenericHeader.AttributesOf(payload);
        foreach (var attribute in attributes)
            if (attribute.Type == ETHTOOL_A_HEADER)
                foreach (var part in attribute.Nested)
                    if (part.Type == ETHTOOL_A_HEADER_DEV_INDEX)
                    {
                        index = part.Int32;
                        return attributes;
                    }
        throw new NetlinkFormatException("ethtool message that names no link");
    }
}
