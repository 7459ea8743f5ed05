namespace Ichor.Netlink;

/// <summary>Bytes that are not the netlink message they claim to be. Decoders throw nothing else.</summary>
public sealed class NetlinkFormatException(string message) : Exception(message);
