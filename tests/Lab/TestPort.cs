using Ichor.Lab.Switching;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Tests;

/// <summary>A port whose frames the test makes itself and whose frames it keeps.</summary>
sealed class TestPort(string name, byte number) : SwitchPort(name)
{
    const EtherType LocalExperimental = (EtherType)0x88b5;       // IEEE 802: for use as one likes

    public MacAddress Mac { get; } = MacAddress.FromBytes([2, 0, 0, 0, 0, number]);

    /// <summary>The payload's first byte of each frame that came out here.</summary>
    public List<byte> Heard { get; } = [];

    public void Send(MacAddress to, byte payload) => Received(EthernetFrame.Build(to, Mac, LocalExperimental, [payload]));

    public void Send(byte[] frame) => Received(frame);

    protected override void Transmit(ReadOnlyMemory<byte> frame) => Heard.Add(frame.Span[EthernetFrame.HeaderSize]);
}
