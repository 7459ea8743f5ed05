using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Node.Kernel;

namespace Ichor.Node.Naming;

/// <summary>The names of the kernel's own links.</summary>
internal sealed class KernelLinkNames(KernelWriter writer) : ILinkNames
{
    public NetlinkError? Rename(LinkTarget link, LinkName name) => writer.Execute(LinkRequests.Rename(link, name));

    public NetlinkError? AddAlternative(LinkTarget link, string name) => writer.Execute(LinkRequests.AddAltNames(link, name));

    public NetlinkError? DeleteAlternative(LinkTarget link, string name) => writer.Execute(LinkRequests.DeleteAltNames(link, name));
}
