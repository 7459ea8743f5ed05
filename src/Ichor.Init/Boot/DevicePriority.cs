namespace Ichor.Init.Boot;

/// <summary>In which order drivers are loaded.</summary>
static class DevicePriority
{
    public const int Network = 0, Other = 1;

    /// <summary>Aliases that say "network": PCI base class 02, virtio device 1 (virtio_ids.h), the NICs of Hyper-V
    /// (the GUID of HV_NIC_GUID) and Xen.</summary>
    public static int Of(string alias) =>
        alias.StartsWith("pci:", StringComparison.Ordinal) && alias.Contains("bc02", StringComparison.Ordinal)
        || alias.StartsWith("virtio:d00000001v", StringComparison.Ordinal)
        || alias.StartsWith("vmbus:635161f83edfc546913ff2d2f965ed0e", StringComparison.Ordinal)
        || alias.StartsWith("xen:vif", StringComparison.Ordinal)
            ? Network : Other;
}
