using System.Buffers.Binary;
using System.Net;

namespace Ichor.Lab.Hosts;

/// <summary>An IPv4 network, to number hosts in.</summary>
readonly record struct Subnet(uint Network, int PrefixLength)
{
    /// <summary>How many addresses it has.</summary>
    public uint Size => 1u << (32 - PrefixLength);

    /// <summary>Reads <c>10.0.0.0/24</c>.</summary>
    public static Subnet Parse(string text)
    {
        var network = IPNetwork.Parse(text);
        if (network.PrefixLength is < 8 or > 28)
            throw new LabException($"{text}: the laboratory numbers hosts in IPv4 networks of /8 to /28");
        return new(BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes()), network.PrefixLength);
    }

    /// <summary>The address with that number in it.</summary>
    public IPAddress Address(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Network + number);
        return new IPAddress(bytes);
    }
}
