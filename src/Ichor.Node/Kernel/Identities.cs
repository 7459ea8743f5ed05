using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>Reads what is fixed about a NIC from the device above it in /sys.</summary>
internal static class Identities
{
    /// <param name="sysfs">/sys, or a copy.</param>
    /// <param name="name">The link's present name.</param>
    /// <param name="permanent">The address in the hardware.</param>
    public static LinkIdentity Read(string sysfs, LinkName name, HardwareAddress? permanent)
    {
        string driver = "", busPath = "", pciId = "";

        // .../0000:00:03.0/virtio0/net/eth0: the device is two levels up. A virtio device has no bus address of its own;
        // its bus is that of the PCI device above it. A USB interface is known by its port (1-2:1.0).
        var link = Sysfs.Target(Path.Combine(sysfs, "class/net", name.ToString()));
        for (var folder = Path.GetDirectoryName(Path.GetDirectoryName(link)); folder is not null && folder.StartsWith(sysfs + "/", StringComparison.Ordinal); folder = Path.GetDirectoryName(folder))
        {
            foreach (var (key, value) in Sysfs.UEvent(Path.Combine(folder, "uevent")))
                switch (key)
                {
                    case "DRIVER" when driver.Length == 0: driver = value; break;
                    case "PCI_SLOT_NAME": busPath = value; break;
                    case "PCI_ID": pciId = value.ToUpperInvariant(); break;
                    case "DEVTYPE" when value == "usb_interface": busPath = "usb-" + Path.GetFileName(folder).Split(':')[0]; break;
                }
            if (busPath.Length > 0)
                break;
        }
        return new LinkIdentity { PermanentAddress = permanent, Driver = driver, BusPath = busPath, PciId = pciId };
    }
}
