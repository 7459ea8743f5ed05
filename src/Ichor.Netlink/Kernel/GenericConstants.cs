namespace Ichor.Netlink.Kernel;

/// <summary>include/uapi/linux/genetlink.h.</summary>
internal static class GenericConstants
{
    public const ushort GENL_ID_CTRL = 16;

    public const byte CTRL_CMD_GETFAMILY = 3;

    public const ushort CTRL_ATTR_FAMILY_ID = 1, CTRL_ATTR_FAMILY_NAME = 2, CTRL_ATTR_VERSION = 3, CTRL_ATTR_MCAST_GROUPS = 7;

    public const ushort CTRL_ATTR_MCAST_GRP_NAME = 1, CTRL_ATTR_MCAST_GRP_ID = 2;
}
