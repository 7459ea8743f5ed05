namespace Ichor.Netlink;

/// <summary>Error numbers of the kernel and their names (include/uapi/asm-generic/errno-base.h, errno.h).</summary>
public static class NetlinkErrno
{
    /// <summary>Operation not permitted.</summary>
    public const int EPERM = 1;
    /// <summary>No such entry: an address or a route that is already gone gives ESRCH or EADDRNOTAVAIL.</summary>
    public const int ENOENT = 2;
    /// <summary>No such process: also a route that is not there.</summary>
    public const int ESRCH = 3;
    /// <summary>Interrupted by a signal.</summary>
    public const int EINTR = 4;
    /// <summary>Try again: nothing to read.</summary>
    public const int EAGAIN = 11;
    /// <summary>Busy: a link that must be down first.</summary>
    public const int EBUSY = 16;
    /// <summary>Exists already.</summary>
    public const int EEXIST = 17;
    /// <summary>No such device.</summary>
    public const int ENODEV = 19;
    /// <summary>Invalid argument.</summary>
    public const int EINVAL = 22;
    /// <summary>The answer is not what the protocol says.</summary>
    public const int EPROTO = 71;
    /// <summary>Not supported.</summary>
    public const int EOPNOTSUPP = 95;
    /// <summary>Address not available: it is not on the link.</summary>
    public const int EADDRNOTAVAIL = 99;
    /// <summary>The link is down.</summary>
    public const int ENETDOWN = 100;
    /// <summary>No route to the gateway.</summary>
    public const int ENETUNREACH = 101;
    /// <summary>Messages were lost because the reader was too slow.</summary>
    public const int ENOBUFS = 105;
    /// <summary>No answer in time.</summary>
    public const int ETIMEDOUT = 110;

    /// <summary>The symbolic name, such as <c>EEXIST</c>; the number for one that networking does not return.</summary>
    public static string Name(int errno) => errno switch
    {
        EPERM => "EPERM",
        ENOENT => "ENOENT",
        ESRCH => "ESRCH",
        EINTR => "EINTR",
        5 => "EIO",
        6 => "ENXIO",
        7 => "E2BIG",
        9 => "EBADF",
        EAGAIN => "EAGAIN",
        12 => "ENOMEM",
        13 => "EACCES",
        14 => "EFAULT",
        EBUSY => "EBUSY",
        EEXIST => "EEXIST",
        18 => "EXDEV",
        ENODEV => "ENODEV",
        EINVAL => "EINVAL",
        23 => "ENFILE",
        24 => "EMFILE",
        28 => "ENOSPC",
        34 => "ERANGE",
        36 => "ENAMETOOLONG",
        38 => "ENOSYS",
        39 => "ENOTEMPTY",
        40 => "ELOOP",
        61 => "ENODATA",
        EPROTO => "EPROTO",
        75 => "EOVERFLOW",
        76 => "ENOTUNIQ",
        90 => "EMSGSIZE",
        92 => "ENOPROTOOPT",
        93 => "EPROTONOSUPPORT",
        EOPNOTSUPP => "EOPNOTSUPP",
        96 => "EPFNOSUPPORT",
        97 => "EAFNOSUPPORT",
        98 => "EADDRINUSE",
        EADDRNOTAVAIL => "EADDRNOTAVAIL",
        ENETDOWN => "ENETDOWN",
        ENETUNREACH => "ENETUNREACH",
        ENOBUFS => "ENOBUFS",
        107 => "ENOTCONN",
        ETIMEDOUT => "ETIMEDOUT",
        111 => "ECONNREFUSED",
        113 => "EHOSTUNREACH",
        114 => "EALREADY",
        _ => $"errno {errno}",
    };
}
