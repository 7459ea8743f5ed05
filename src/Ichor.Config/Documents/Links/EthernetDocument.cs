using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: EthernetConfig</c>: what ethtool(8) sets on a NIC. What is not given is left alone.</summary>
public sealed record EthernetDocument : IConfigDocument
{
    public required Provenance Because { get; init; }

    public LinkName Link { get; init; }

    /// <summary>By the kernel's names, as <c>tx-tcp-segmentation</c>; the driver decides which exist.</summary>
    public ValueList<EthernetSetting<bool>> Features { get; init; }

    /// <summary>By their names in the config, as <c>rx-buf-len</c>; switches (<c>tx-push</c>) are 0 and 1.</summary>
    public ValueList<EthernetSetting<uint>> Rings { get; init; }

    /// <summary>Numbers of queues: <c>rx</c>, <c>tx</c>, <c>other</c>, <c>combined</c>.</summary>
    public ValueList<EthernetSetting<uint>> Channels { get; init; }

    /// <summary>What wakes the machine; an empty list is nothing, null leaves it alone.</summary>
    public ValueList<string>? WakeOnLan { get; init; }

    internal static EthernetDocument Read(ObjectReader o)
    {
        o.Header();
        return new EthernetDocument
        {
            Link = o.Required("name", Scalars.LinkName, "Name of the link.", "enp0s3"),
            Because = o.BecauseOf("name"),
            Features = o.Map("features", DocumentScalars.FeatureName, Scalars.Bool, (name, on, _) => new EthernetSetting<bool>(name, on),
                "Features by the kernel's names; which there are depends on the driver.", "tx-tcp-segmentation: false"),
            Rings = o.Section("rings", ReadRings, "Sizes of the rings between kernel and NIC."),
            Channels = o.Section("channels", ReadChannels, "Numbers of queues."),
            WakeOnLan = o.Given("wakeOnLan", o.List("wakeOnLan", Ways, "What wakes the machine; an empty list is nothing.", "magic")),
        };
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Ethernets = [.. machine.Documents.Ethernets, this] },
    };

    private static Scalar<string> Ways { get; } = Scalars.Enum(
        ("phy", "phy"), ("unicast", "unicast"), ("multicast", "multicast"), ("broadcast", "broadcast"), ("magic", "magic"),
        ("magicsecure", "magicsecure"), ("filter", "filter"));

    private static ValueList<EthernetSetting<uint>> ReadRings(ObjectReader o) => Given(
        Number(o, "rx", "Packets that can wait to be received."),
        Number(o, "tx", "Packets that can wait to be sent."),
        Number(o, "rx-mini", "Small packets that can wait to be received."),
        Number(o, "rx-jumbo", "Large packets that can wait to be received."),
        Number(o, "rx-buf-len", "Bytes of a buffer for receiving."),
        Number(o, "cqe-size", "Bytes of an entry of the completion queue."),
        Switch(o, "tx-push", "Whether descriptors of packets to send are written to the NIC directly."),
        Switch(o, "rx-push", "Whether descriptors for receiving are written to the NIC directly."),
        Number(o, "tx-push-buf-len", "Bytes that may be written to the NIC directly."),
        Switch(o, "tcp-data-split", "Whether headers and data of TCP packets are received into different buffers."));

    private static ValueList<EthernetSetting<uint>> ReadChannels(ObjectReader o) => Given(
        Number(o, "rx", "Queues that only receive."),
        Number(o, "tx", "Queues that only send."),
        Number(o, "other", "Queues for other purposes."),
        Number(o, "combined", "Queues that receive and send."));

    private static EthernetSetting<uint>? Number(ObjectReader o, string key, string description) =>
        o.OptionalValue(key, Scalars.UInt32(), description) is { } number ? new(key, number) : null;

    private static EthernetSetting<uint>? Switch(ObjectReader o, string key, string description) =>
        o.OptionalValue(key, Scalars.Bool, description) is { } on ? new(key, on ? 1u : 0u) : null;

    private static ValueList<EthernetSetting<uint>> Given(params EthernetSetting<uint>?[] settings) =>
        settings.OfType<EthernetSetting<uint>>().ToValueList();
}

/// <summary>One setting of a NIC.</summary>
public readonly record struct EthernetSetting<T>(string Name, T Value);
