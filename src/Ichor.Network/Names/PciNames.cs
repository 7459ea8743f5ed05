using static Ichor.Network.Names.NamingFlags;

namespace Ichor.Network.Names;

/// <summary>ONBOARD, SLOT and PATH of links on PCI, and of USB and bcma devices behind a PCI controller.</summary>
internal static class PciNames
{
    private const ulong LargestIndex14 = 16383, LargestIndex16 = 65535;

    public static bool Add(NetDevice net, NameProperties names)
    {
        if (FindFunction(net) is { } function)
        {
            AddOnboard(net, function, names);
            AddPlaces(net, function, names);
            return true;
        }
        return AddUsb(net, names) || AddBcma(net, names);
    }

    /// <summary>The PCI function that the link belongs to; a device further up does not count.</summary>
    private static PciFunction? FindFunction(NetDevice net)
    {
        var parent = net.Device.Parent;
        var suffix = "";
        if (net.Scheme.Has(Subfunction) && parent is { Subsystem: "auxiliary" })
        {
            if (net.Number(parent, "sfnum") is not { } number)
                return null;
            suffix = $"S{number}";
            parent = parent.Parent;
        }
        return parent?.SkipVirtio is { IsPci: true } device ? PciFunction.Open(net, device, suffix) : null;
    }

    private static void AddPlaces(NetDevice net, PciFunction function, NameProperties names)
    {
        if (function.Address is not { } address || PortSuffix(net, withDevId: true) is not { } port)
            return;
        var domain = function.HidesDomain || address.Domain == 0 ? "" : $"P{address.Domain}";
        var tail = function.FunctionPart + port + function.Suffix;
        names.Path = $"{net.Prefix}{domain}p{address.Bus}s{address.Device}{tail}";
        if (PciSlot.Find(net, function) is { } slot)
            names.Slot = $"{net.Prefix}{(slot.IsUnique ? "" : domain)}s{slot.Number}{tail}";
    }

    private static void AddOnboard(NetDevice net, PciFunction function, NameProperties names)
    {
        var hasName = false;
        if (IndexOf(net, function.Device) is { } index && PortSuffix(net, withDevId: false) is { } port)
        {
            names.Onboard = $"{net.Prefix}o{index}{port}{function.Suffix}";
            hasName = true;
        }
        var isLabelled = function.Suffix.Length == 0 && (hasName || net.After(NamingGeneration.Systemd257));
        if (isLabelled && net.Text(function.Device, "label", cleanSince: NamingGeneration.Systemd252) is { } label
            && (label.Length > 0 || !net.After(NamingGeneration.Systemd262)))
            names.Label = net.Scheme.Has(LabelNoPrefix) ? label : net.Prefix + label;
    }

    /// <summary>The firmware's number of a device on the main board: ACPI _DSM, else SMBIOS type 41.</summary>
    private static ulong? IndexOf(NetDevice net, SysfsDevice device)
    {
        var index = net.Number(device, "acpi_index");
        if (index is null && (net.After(NamingGeneration.Systemd257) || net.Text(device, "acpi_index") is null))
            index = net.Number(device, "index");
        if (index is 0 && !net.Scheme.Has(ZeroIndex))
            return null;
        return index <= (net.Scheme.Has(Index16) ? LargestIndex16 : LargestIndex14) ? index : null;
    }

    /// <summary>
    /// Which of several ports of one function: the driver's name for it, or its number; empty for the only one. Null where the
    /// number cannot be read: a name that may be that of several ports is given to none.
    /// </summary>
    private static string? PortSuffix(NetDevice net, bool withDevId)
    {
        if (net.IsToCome)
            return "";
        if (net.PhysPortName is { Length: > 0 } name)
            return net.Scheme.Has(SriovR) && RepresentorOf(name) is { } function ? $"r{function}" : $"n{name}";
        if (PortNumber(net) is not { } port)
            return null;
        if (port > 0)
            return $"d{port}";
        return withDevId && net.IsInfiniband && DevId(net) is > 0 and var id ? $"d{id}" : "";
    }

    /// <summary>systemd 252 takes a number that it cannot read for 0, and it reads decimal numbers only.</summary>
    private static ulong? PortNumber(NetDevice net) => net.After(NamingGeneration.Systemd257)
        ? net.Number(net.Device, "dev_port")
        : SysfsNumber.ParseDigits(net.Device.Text("dev_port") ?? "", 10) ?? 0;

    /// <summary>Old InfiniBand drivers put the port into dev_id; systemd 252 read it in decimal only, 258 no longer.</summary>
    private static ulong? DevId(NetDevice net) => net.Scheme.Generation switch
    {
        NamingGeneration.Systemd252 => SysfsNumber.ParseDigits(net.Device.Text("dev_id") ?? "", 10),
        NamingGeneration.Systemd257 => net.Device.Number("dev_id"),
        _ => null,
    };

    /// <summary>pf0vf3, and whatever follows, is the representor of virtual function 3.</summary>
    private static string? RepresentorOf(string name)
    {
        if (!name.StartsWith("pf", StringComparison.Ordinal))
            return null;
        var rest = name.AsSpan(2);
        var digits = CountDigits(rest);
        if (digits == 0 || !rest[digits..].StartsWith("vf"))
            return null;
        rest = rest[(digits + 2)..];
        return SysfsNumber.ParseDigits(rest[..CountDigits(rest)], 10)?.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>Interface <c>2-1.4:1.0</c>: ports 1 and 4, configuration 1, interface 0, give <c>u1u4</c>.</summary>
    private static bool AddUsb(NetDevice net, NameProperties names)
    {
        if (net.Device.Ancestor("usb", "usb_interface") is not { } usb)
            return false;
        var parts = usb.Name.Split('-', ':');
        if (parts.Length != 3 || parts[2].Split('.') is not [var configuration, var number])
            return false;
        var suffix = "u" + parts[1].Replace(".", "u", StringComparison.Ordinal)
            + (configuration == "1" ? "" : "c" + configuration) + (number == "0" ? "" : "i" + number);
        if (usb.Ancestor("pci") is { } controller)
            AddPlaces(net, Controller(net, controller, suffix), names);
        else if (net.Scheme.Has(UsbHost))
            names.Path = net.Prefix + suffix;
        return true;
    }

    /// <summary>The function that a bus hangs on. That it may be a virtual one only systemd 252 cared for.</summary>
    private static PciFunction Controller(NetDevice net, SysfsDevice device, string suffix) =>
        net.After(NamingGeneration.Systemd257) ? new PciFunction(net, device, suffix) : PciFunction.Open(net, device, suffix);

    /// <summary>Broadcom's bus on one PCI function: <c>bcma0:1</c> is core 1.</summary>
    private static bool AddBcma(NetDevice net, NameProperties names)
    {
        if (net.Device.Ancestor("bcma") is not { } core || core.Ancestor("pci") is not { } device
            || core.Name.Split(':') is not [_, var digits] || SysfsNumber.ParseDigits(digits, 10) is not { } number)
            return false;
        AddPlaces(net, Controller(net, device, number == 0 ? "" : $"b{number}"), names);
        return true;
    }
}
