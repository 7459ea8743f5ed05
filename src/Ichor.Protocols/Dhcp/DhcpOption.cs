namespace Ichor.Protocols.Dhcp;

/// <summary>Reads the value of an option. Gives null, or why the bytes are no such value.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="bytes">The bytes after code and length; parts of a long option are joined already.</param>
/// <param name="value">The value when the result is null.</param>
public delegate string? DhcpOptionReader<T>(ReadOnlySpan<byte> bytes, out T value);

/// <summary>A kind of DHCP option: its code and how its value stands on the wire.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Code">1 to 254.</param>
/// <param name="Name">What it says, for messages to people.</param>
/// <param name="Read">Reads a value.</param>
/// <param name="Write">Writes a value.</param>
public sealed record DhcpOption<T>(byte Code, string Name, DhcpOptionReader<T> Read, Func<T, byte[]> Write);
