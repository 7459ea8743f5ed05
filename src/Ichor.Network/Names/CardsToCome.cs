namespace Ichor.Network.Names;

/// <summary>
/// Network cards on PCI that have no link yet, because their driver is still to be loaded. The names that they will want can be
/// told already: which of two cards gets a name that both want is then no matter of whose driver was faster.
/// </summary>
internal sealed class CardsToCome
{
    private const string Devices = "/sys/bus/pci/devices";

    /// <summary>Base class and subclass (PCI Code and ID Assignment Specification, 1.3).</summary>
    private const ulong Ethernet = 0x0200, Infiniband = 0x0207, OtherNetwork = 0x0280;

    private readonly List<(PciAddress Address, string[] Names)> _cards = [];

    public CardsToCome(SysfsTree tree, NamingScheme scheme)
    {
        var sysfs = new Sysfs(tree);
        foreach (var name in sysfs.List(Devices))
            if (PciAddress.TryParse(name, out var address) && sysfs.Target($"{Devices}/{name}") is { } path
                && sysfs.Device(path) is var card && PrefixOf(card) is { } prefix
                && card.PhysicalFunction is null        // of which there may be hundreds, each with a number of its own in its name
                && !HasLink(sysfs, path))
                _cards.Add((address, NamesOf(NetDevice.ToCome(card, scheme, prefix))));
    }

    /// <summary>The first of the cards that come before a link and may want its name; null when there is none.</summary>
    public PciAddress? Rival(ScannedLink link, string name)
    {
        foreach (var (address, names) in _cards)
            if (!link.Precedence.NotPci && address.CompareTo(link.Precedence.Address) < 0 && Array.Exists(names, wanted => MayBe(wanted, name)))
                return address;
        return null;
    }

    /// <summary>The driver may say more of a port than can be seen before it is there.</summary>
    private static bool MayBe(string wanted, string name) =>
        name.StartsWith(wanted, StringComparison.Ordinal) && (name.Length == wanted.Length || name[wanted.Length] is 'n' or 'd');

    private static string? PrefixOf(SysfsDevice card) => (card.Number("class") >> 8) switch
    {
        Ethernet => "en",
        Infiniband => "ib",
        OtherNetwork => "wl",       // wireless cards, nearly always
        _ => null,
    };

    private static bool HasLink(Sysfs sysfs, string path)
    {
        foreach (var entry in sysfs.List(path))
            if (entry == "net" || entry.StartsWith("virtio", StringComparison.Ordinal) && sysfs.List($"{path}/{entry}/net").Length > 0)
                return true;
        return false;
    }

    private static string[] NamesOf(NetDevice net)
    {
        var names = new NameProperties();
        PciNames.Add(net, names);
        return [.. new[] { names.Onboard, names.Slot }.OfType<string>()];
    }
}
