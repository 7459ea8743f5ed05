namespace Ichor.Netlink.Generic;

/// <summary>Notifications of the family <c>ethtool</c> (ETHTOOL_MSG_*_NTF), which the group <c>monitor</c> hears.</summary>
public static class EthtoolNotification
{
    /// <summary>The multicast group, for <see cref="GenericFamily.FindGroup"/>.</summary>
    public const string GroupName = "monitor";

    /// <summary>Index of the link that something has changed of; null for a message that cannot be read.</summary>
    public static int? LinkOf(NetlinkReply reply)
    {
        try
        {
            EthtoolMessage.Read(reply.Payload.Span, out var index);
            return index;
        }
        catch (NetlinkFormatException)
        {
            return null;
        }
    }
}
