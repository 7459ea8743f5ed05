using Ichor.Config;
using Ichor.Linux;
using Ichor.Network;
using Ichor.Node.Status;

namespace Ichor.Node;

/// <summary>Feeds the time client with the servers that the plan names, and tells what it says.</summary>
internal sealed class TimeHost(EventLoop loop, Action changed)
{
    public TimeRow Row { get; private set; } = new(false, "", "", "");

    public void Apply(TimeServerSpec servers, TimeConfig? config)
    {
        _ = (loop, changed, servers, config);
    }
}
