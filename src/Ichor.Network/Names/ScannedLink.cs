namespace Ichor.Network.Names;

/// <summary>A link with what the generators found for it.</summary>
/// <param name="Net">The link.</param>
/// <param name="Names">Its names by source.</param>
/// <param name="Precedence">By PCI address, then by port, then in order of appearance; what is not on PCI comes last.</param>
internal sealed record ScannedLink(NetDevice Net, NameProperties Names, (bool NotPci, PciAddress Address, ulong Port, ulong Index) Precedence)
{
    /// <summary>What to call it when its names are what is talked about: where it is, and its address.</summary>
    public string Place
    {
        get
        {
            var address = Net.Text(Net.Device, "address") is { Length: > 0 } text ? text : null;
            return Precedence.NotPci
                ? address is null ? "another link" : $"the link with {address}"
                : $"the link at {Precedence.Address}" + (address is null ? "" : $" with {address}");
        }
    }

    public static ScannedLink Of(NetDevice net)
    {
        var known = PciAddress.TryParse(net.Device.Ancestor("pci")?.Name ?? "", out var address);
        return new ScannedLink(net, NameGenerators.Run(net), (!known, address, net.Number(net.Device, "dev_port") ?? 0, net.Index ?? ulong.MaxValue));
    }
}
