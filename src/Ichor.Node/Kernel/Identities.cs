using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>Reads what is fixed about a NIC from /sys/class/net/NAME/device.</summary>
internal static class Identities
{
    public static LinkIdentity Read(string root, LinkName name, HardwareAddress? permanent)
    {
        var device = Path.Combine(root, "class/net", name.ToString(), "device");
        string driver = "", busPath = "", pciId = "";

        // The NIC of a virtio device sits on virtioN; its bus is that of the PCI device above it.
        for (var folder = Sysfs.Target(device); folder is not null && folder.Length > root.Length; folder = Path.GetDirectoryName(folder))
        {
            foreach (var (key, value) in Sysfs.UEvent(Path.Combine(folder, "uevent")))
                switch (key)
                {
                    case "DRIVER" when driver.Length == 0: driver = value; break;
                    case "PCI_SLOT_NAME" when busPath.Length == 0: busPath = value; break;
                    case "PCI_ID" when pciId.Length == 0: pciId = value.ToUpperInvariant(); break;
                }
            if (busPath.Length > 0 || !IsVirtio(folder))
                break;
        }
        return new LinkIdentity { PermanentAddress = permanent, Driver = driver, BusPath = busPath, PciId = pciId };
    }

    private static bool IsVirtio(string folder) =>
        Path.GetFileName(folder).StartsWith("virtio", StringComparison.Ordinal);
}
