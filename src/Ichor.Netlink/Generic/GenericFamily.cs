using static Ichor.Netlink.Kernel.GenericConstants;

namespace Ichor.Netlink.Generic;

/// <summary>A part of the kernel that speaks generic netlink. Its number is chosen when its module is loaded.</summary>
/// <param name="Id">nlmsg_type of its messages.</param>
/// <param name="Name">Its name, such as <c>wireguard</c>.</param>
/// <param name="Version">Version of its protocol.</param>
/// <param name="Groups">Multicast groups.</param>
public sealed record GenericFamily(ushort Id, string Name, byte Version, EquatableList<GenericGroup> Groups)
{
    /// <summary>Asks the kernel for a family by name; the kernel loads the module that has it.</summary>
    /// <returns>The family, or why there is none: ENOENT when the kernel does not know the name.</returns>
    public static (GenericFamily? Family, NetlinkError? Error) Find(NetlinkSocket socket, string name)
    {
        var request = GetFamily(name);
        var answer = socket.Ask(request);
        if (answer.Error is not null)
            return (null, answer.Error);
        foreach (var family in socket.Decode(answer, request, Decode))
            if (family.Name == name)
                return (family, null);
        return (null, new NetlinkError($"find netlink family {name}", NetlinkErrno.ENOENT));
    }

    /// <summary>Reads the payload of CTRL_CMD_NEWFAMILY.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not a family.</exception>
    public static GenericFamily Decode(ReadOnlySpan<byte> payload)
    {
        var family = new GenericFamily(0, "", 0, new());
        foreach (var attribute in GenericHeader.AttributesOf(payload))
            family = attribute.Type switch
            {
                CTRL_ATTR_FAMILY_ID => family with { Id = attribute.UInt16 },
                CTRL_ATTR_FAMILY_NAME => family with { Name = attribute.String },
                CTRL_ATTR_VERSION => family with { Version = (byte)attribute.UInt32 },
                CTRL_ATTR_MCAST_GROUPS => family with { Groups = GroupsIn(attribute) },
                _ => family,
            };
        return family.Id == 0 || family.Name.Length == 0 ? throw new NetlinkFormatException("family without number or name") : family;
    }

    /// <summary>The number of a multicast group for <see cref="NetlinkSocket.Join"/>; null when the family has no such group.</summary>
    public uint? FindGroup(string name)
    {
        foreach (var group in Groups)
            if (group.Name == name)
                return group.Id;
        return null;
    }

    /// <summary>Starts a message to the family.</summary>
    /// <param name="command">The family's command.</param>
    /// <param name="flags">nlmsg_flags.</param>
    /// <param name="purpose">What the message is for, in words.</param>
    public NetlinkMessage Message(byte command, NetlinkFlags flags, string purpose) =>
        new NetlinkMessage(Id, flags, purpose).Header(new GenericHeader(command, Version));

    /// <summary>CTRL_CMD_GETFAMILY.</summary>
    internal static NetlinkMessage GetFamily(string name) =>
        new NetlinkMessage(GENL_ID_CTRL, NetlinkFlags.None, $"find netlink family {name}")
            .Header(new GenericHeader(CTRL_CMD_GETFAMILY, 1))
            .String(CTRL_ATTR_FAMILY_NAME, name);

    private static EquatableList<GenericGroup> GroupsIn(NetlinkAttribute attribute)
    {
        var groups = new List<GenericGroup>();
        foreach (var entry in attribute.Nested)
        {
            var group = new GenericGroup("", 0);
            foreach (var part in entry.Nested)
                group = part.Type switch
                {
                    CTRL_ATTR_MCAST_GRP_NAME => group with { Name = part.String },
                    CTRL_ATTR_MCAST_GRP_ID => group with { Id = part.UInt32 },
                    _ => group,
                };
            groups.Add(group);
        }
        return new EquatableList<GenericGroup>(groups);
    }
}

/// <summary>A multicast group of a generic netlink family.</summary>
/// <param name="Name">Its name, such as <c>monitor</c>.</param>
/// <param name="Id">Its number in this boot.</param>
public readonly record struct GenericGroup(string Name, uint Id);
