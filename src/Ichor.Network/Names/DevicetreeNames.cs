using static Ichor.Network.Names.NamingFlags;

namespace Ichor.Network.Names;

/// <summary>ONBOARD from the aliases of the devicetree: alias <c>ethernet0</c> gives <c>end0</c>.</summary>
internal static class DevicetreeNames
{
    private const string Root = "/sys/firmware/devicetree/base";
    private const string Aliases = Root + "/aliases";

    public static void Add(NetDevice net, NameProperties names)
    {
        string[] prefixes = net.Prefix switch
        {
            "en" => ["ethernet"],
            "wl" when net.Scheme.Has(DevicetreeWlan) => ["wifi", "ethernet"],
            _ => [],
        };
        if (!net.Scheme.Has(Devicetree) || net.Device.Sysfs.List(Aliases).Length == 0 || NodeOf(net) is not { } node)
            return;
        foreach (var prefix in prefixes)
            if (AliasOf(net.Device.Sysfs, prefix, node) is { } alias)
            {
                names.Onboard = NumberOf(net.Device.Sysfs, prefix, alias) is { } number ? $"{net.Prefix}d{number}" : null;
                return;
            }
    }

    /// <summary>The path of the device's node below the root of the tree.</summary>
    private static string? NodeOf(NetDevice net)
    {
        const string link = "of_node";
        var target = ((net.Scheme.Has(DevicetreePort) ? net.Device.Linked(link) : null) ?? net.Device.Parent?.Linked(link))?.Path;
        return target is not null && target.StartsWith(Root + "/", StringComparison.Ordinal) ? target[Root.Length..] : null;
    }

    private static string? AliasOf(Sysfs sysfs, string prefix, string node)
    {
        foreach (var alias in sysfs.List(Aliases))
            if (alias.StartsWith(prefix, StringComparison.Ordinal) && sysfs.Text($"{Aliases}/{alias}") == node)
                return alias;
        return null;
    }

    /// <summary>An alias without a number is number 0, unless there is one with that number too.</summary>
    private static ulong? NumberOf(Sysfs sysfs, string prefix, string alias)
    {
        var number = alias.Length == prefix.Length ? 0 : SysfsNumber.Parse(alias[prefix.Length..]);
        var ambiguous = number == 0 && sysfs.Exists($"{Aliases}/{prefix}") && sysfs.Exists($"{Aliases}/{prefix}0");
        return ambiguous ? null : number;
    }
}
