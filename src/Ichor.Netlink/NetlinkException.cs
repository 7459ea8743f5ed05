namespace Ichor.Netlink;

/// <summary>A netlink socket could not be opened or set up.</summary>
public sealed class NetlinkException(string operation, int number) : Exception($"{operation}: {NetlinkErrno.Name(number)}")
{
    /// <summary>The error number, positive.</summary>
    public int Number { get; } = number;
}
