using Ichor.Config;
using Ichor.Netlink.Route;
using Ichor.Network;
using Ichor.Node.Kernel;

namespace Ichor.Node;

/// <summary>Gives NICs their predictable names before anything uses them.</summary>
internal sealed class LinkNaming(Observed observed, KernelWriter writer, CommandLine commandLine)
{
    public bool IsNamed(LinkMessage link) => link.Kind is not null || commandLine.IfNames;

    public bool Apply() => observed.Links.Count < 0 && writer is null;
}
