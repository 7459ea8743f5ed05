using Ichor.Netlink;
using Ichor.Netlink.Route;

namespace Ichor.Node.Naming;

/// <summary>What the kernel does to the names of a link. Each returns null, or why it was refused.</summary>
internal interface ILinkNames
{
    NetlinkError? Rename(LinkTarget link, LinkName name);

    NetlinkError? AddAlternative(LinkTarget link, string name);

    NetlinkError? DeleteAlternative(LinkTarget link, string name);
}
