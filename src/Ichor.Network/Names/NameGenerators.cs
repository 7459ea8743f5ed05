namespace Ichor.Network.Names;

/// <summary>Runs the generators over one link in udev's order (systemd src/udev/udev-builtin-net_id.c).</summary>
internal static class NameGenerators
{
    public static NameProperties Run(NetDevice net)
    {
        var names = new NameProperties();
        if (net.Prefix is null)
            return names;
        names.Mac = MacOf(net);
        DevicetreeNames.Add(net, names);
        foreach (var generator in s_busses)
            if (generator(net, names) && !net.After(NamingGeneration.Systemd257))
                break;      // up to 252 the first that applies ends the work; later the last one that sets a name wins
        names.Database = DatabaseOf(net);
        return names;
    }

    private static readonly Func<NetDevice, NameProperties, bool>[] s_busses =
        [BusNames.Ccw, BusNames.Vio, BusNames.Platform, BusNames.Netdevsim, BusNames.Xen, PciNames.Add];

    /// <summary>Only an address that the device was made with: a random or a copied one is no identity.</summary>
    private static string? MacOf(NetDevice net)
    {
        const ulong NET_ADDR_PERM = 0;
        if (net.IsInfiniband || net.Number(net.Device, "addr_assign_type") != NET_ADDR_PERM)
            return null;
        var octets = (net.Text(net.Device, "address") ?? "").Split(':');
        if (octets.Length != 6)
            return null;
        foreach (var octet in octets)
            if (octet.Length != 2 || SysfsNumber.ParseDigits(octet, 16) is null)
                return null;
        return net.Prefix + "x" + string.Concat(octets).ToLowerInvariant();
    }

    /// <summary>systemd hwdb.d/20-net-ifname.hwdb has one entry: the NIC of Dell's iDRAC.</summary>
    private static string? DatabaseOf(NetDevice net) =>
        net.Device.Ancestor("usb", "usb_interface") is { } usb && net.Text(usb, "modalias") is { } alias
            && alias.StartsWith("usb:v413CpA102", StringComparison.OrdinalIgnoreCase) ? "idrac" : null;
}
