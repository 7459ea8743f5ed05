using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>Reads what is fixed about a NIC from the device above it in /sys; of a link without a device, what its driver says.</summary>
internal static class Identities
{
    /// <param name="sysfs">/sys, or a copy.</param>
    /// <param name="name">The link's present name.</param>
    /// <param name="permanent">The address in the hardware.</param>
    /// <param name="ask">What ethtool knows of a link: its driver and its place.</param>
    public static LinkIdentity Read(string sysfs, LinkName name, HardwareAddress? permanent, Func<LinkName, (string Driver, string Bus)> ask)
    {
        // .../DEVICE/net/eth0. A virtual link is in devices/virtual/net, and that is no device.
        var link = Sysfs.Target(Path.Combine(sysfs, "class/net", name.ToString()));
        var device = Path.GetDirectoryName(Path.GetDirectoryName(link));
        if (device is null || !File.Exists(Path.Combine(device, "uevent")))
        {
            var (driver, place) = ask(name);
            return new LinkIdentity { PermanentAddress = permanent, Driver = driver, BusPath = place };
        }

        var facts = UEvent(device);
        var bus = IsVirtio(device) ? Path.GetDirectoryName(device)! : device;       // its bus is that of the device above it
        var busFacts = bus == device ? facts : UEvent(bus);
        return new LinkIdentity
        {
            PermanentAddress = permanent,
            Driver = facts.GetValueOrDefault("DRIVER", ""),
            BusPath = busFacts.GetValueOrDefault("PCI_SLOT_NAME") ?? UsbPath(device, facts) ?? Path.GetFileName(bus),
            PciId = busFacts.GetValueOrDefault("PCI_ID", "").ToUpperInvariant(),
        };
    }

    private static bool IsVirtio(string device) => Path.GetFileName(device).StartsWith("virtio", StringComparison.Ordinal);

    /// <summary>
    /// <c>usb-CONTROLLER-PORTS</c>, as drivers tell ethtool (usb_make_path, include/linux/usb.h): of
    /// <c>0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.0</c> it is <c>usb-0000:00:14.0-1.2</c>.
    /// </summary>
    private static string? UsbPath(string device, Dictionary<string, string> facts)
    {
        if (facts.GetValueOrDefault("DEVTYPE") is not ("usb_interface" or "usb_device"))
            return null;
        var (bus, ports) = Path.GetFileName(device).Split(':')[0].Split('-') is [var number, var rest] ? ("usb" + number, rest) : ("", "");
        var hub = device;
        while (hub is not null && Path.GetFileName(hub) != bus)
            hub = Path.GetDirectoryName(hub);
        return hub is null ? null : $"usb-{Path.GetFileName(Path.GetDirectoryName(hub))}-{ports}";
    }

    private static Dictionary<string, string> UEvent(string folder)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Sysfs.UEvent(Path.Combine(folder, "uevent")))
            facts[key] = value;
        return facts;
    }
}
