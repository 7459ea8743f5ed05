namespace Ichor.Network;

/// <summary>The marks by which the kernel remembers which objects are ours. Nothing without the mark is ever changed or deleted.</summary>
public static class Ownership
{
    /// <summary>Routes: rtm_protocol (values above RTPROT_STATIC=4 are free for daemons, linux/rtnetlink.h). Addresses: IFA_PROTO (Linux 5.18).</summary>
    public const byte Protocol = 73;

    /// <summary>Virtual links: IFLA_GROUP, shown by <c>ip link</c> as <c>group 73</c>.</summary>
    public const uint LinkGroup = 73;
}
