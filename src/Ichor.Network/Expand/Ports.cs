using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>Links that a bond, bridge or VRF names as its own.</summary>
internal static class Ports
{
    public static void Add(Scope scope, Located<LinkName> port, LinkName master, int place)
    {
        var link = scope.Resolve(port.Value, MachineConfigExpansion.Why(port.Because));
        scope.Fragment.Link(link, new LinkSpec { Up = true, Master = master, PortIndex = place }, Why(port.Because, master));
    }

    /// <summary>A port is up because its master wants so; what its own entry says of it counts more. Of two masters the first by name gets it.</summary>
    public static Because Why(Provenance provenance, LinkName master) =>
        new(Layer.Configuration, $"{MachineConfigExpansion.Owner}/port of {master}", provenance);
}
