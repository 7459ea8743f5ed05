using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>The one setting of a bond that names a link.</summary>
internal static class BondPrimary
{
    public static LinkSettings WithPresentName(Scope scope, LinkSettings settings, Because because) =>
        settings.TryGet(Bond.Primary, out var written) ? settings.With(Bond.Primary, scope.Resolve(written, because)) : settings;
}
