using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>A routing rule is known by its family and its priority.</summary>
public readonly record struct RuleKey(AddressFamily Family, uint Priority)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Family == AddressFamily.InterNetwork ? "inet4" : "inet6")}/{Priority}");
}

/// <summary>What a rule does with a packet: FR_ACT_* of linux/fib_rules.h.</summary>
public enum RuleAction : byte
{
    Unicast = 1,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8,
}

/// <summary>A routing rule that is wanted, or the part of a present one that can be wanted.</summary>
public sealed record RuleSpec
{
    public IpPrefix? Source { get; init; }
    public IpPrefix? Destination { get; init; }

    /// <summary>Table to look in; 0 where the action looks in none.</summary>
    public uint Table { get; init; }

    public RuleAction Action { get; init; } = RuleAction.Unicast;
    public LinkName? InputLink { get; init; }
    public LinkName? OutputLink { get; init; }

    /// <summary>0 with no mask looks at no mark.</summary>
    public uint Mark { get; init; }

    /// <summary>Bits of the mark that count; the kernel makes all of 0 when a mark is given.</summary>
    public uint MarkMask { get; init; }

    /// <summary>
    /// What else a present rule looks at, in the words of <c>ip rule</c> (<c>not</c>, <c>ipproto udp</c>): nobody can wish for
    /// it, so a rule that has some is never the one that is wished. Empty for none.
    /// </summary>
    public string Others { get; init; } = "";

    /// <summary>In the words of <c>ip rule</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"from {(Source is null ? "all" : Source)}");
        if (Destination is not null)
            text.Append($" to {Destination}");
        if (MarkMask != 0 || Mark != 0)
            text.Append(CultureInfo.InvariantCulture, $" fwmark 0x{Mark:x}").Append(MarkMask is 0 or uint.MaxValue ? "" : $"/0x{MarkMask:x}");
        if (InputLink is { } input)
            text.Append($" iif {input}");
        if (OutputLink is { } output)
            text.Append($" oif {output}");
        if (Others.Length > 0)
            text.Append(' ').Append(Others);
        return Action == RuleAction.Unicast
            ? text.Append(CultureInfo.InvariantCulture, $" lookup {Table}").ToString()
            : text.Append(' ').Append(Action.ToString().ToLowerInvariant()).ToString();
    }
}

/// <summary>A routing rule as the kernel reports it.</summary>
public sealed record RuleStatus
{
    public required RuleKey Key { get; init; }
    public required RuleSpec Rule { get; init; }

    /// <summary>FRA_PROTOCOL; see <see cref="Ownership.Protocol"/>.</summary>
    public byte Protocol { get; init; }

    public bool IsOurs => Protocol == Ownership.Protocol;
}
