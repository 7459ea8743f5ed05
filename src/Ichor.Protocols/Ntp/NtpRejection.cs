namespace Ichor.Protocols.Ntp;

/// <summary>Why a reply is not used; each way to be bad has its name.</summary>
public enum NtpRejection
{
    /// <summary>The reply is good.</summary>
    None,

    /// <summary>It is not a server's reply of a version that we know.</summary>
    NotAReply,

    /// <summary>It does not answer our question: old, repeated or forged.</summary>
    OriginMismatch,

    /// <summary>Stratum 0: the server wants something else than to give the time; see <see cref="NtpPacket.KissCode"/>.</summary>
    KissOfDeath,

    /// <summary>The leap indicator says that the server does not know the time.</summary>
    Unsynchronized,

    /// <summary>Stratum 16 or above.</summary>
    InvalidStratum,

    /// <summary>Its receive or transmit time is empty.</summary>
    NoTime,

    /// <summary>It says that it left before the question came.</summary>
    TransmitBeforeReceive,

    /// <summary>The server set its clock last more than 36 hours ago, or in its future.</summary>
    StaleReference,

    /// <summary>The server may be wrong by more than 16 s (MAXDIST and more of RFC 5905).</summary>
    RootDistance,
}
