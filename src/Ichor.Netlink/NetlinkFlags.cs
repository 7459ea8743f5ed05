namespace Ichor.Netlink;

/// <summary>nlmsg_flags of a request and of a dump's answer (include/uapi/linux/netlink.h).</summary>
[Flags]
public enum NetlinkFlags
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>NLM_F_REQUEST: a request; always set by <see cref="NetlinkMessage"/>.</summary>
    Request = 0x1,
    /// <summary>NLM_F_MULTI: part of an answer that ends with NLMSG_DONE.</summary>
    Multi = 0x2,
    /// <summary>NLM_F_ACK: answer also when all went well.</summary>
    Ack = 0x4,
    /// <summary>NLM_F_DUMP_INTR: the table changed while it was dumped; the dump is not consistent.</summary>
    DumpInterrupted = 0x10,
    /// <summary>NLM_F_DUMP of a get request: all entries.</summary>
    Dump = 0x300,
    /// <summary>NLM_F_REPLACE of a new request: replace an existing entry.</summary>
    Replace = 0x100,
    /// <summary>NLM_F_EXCL of a new request: fail if there is one.</summary>
    Exclusive = 0x200,
    /// <summary>NLM_F_CREATE of a new request: create if there is none.</summary>
    Create = 0x400,
    /// <summary>NLM_F_APPEND of a new request: add behind existing entries.</summary>
    Append = 0x800,
}
