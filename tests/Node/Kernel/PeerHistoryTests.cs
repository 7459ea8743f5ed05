using Ichor.Netlink.Generic;
using Ichor.Node.Kernel;

namespace Ichor.Node.Tests.Kernel;

/// <summary>Whether a peer of a tunnel counts as silent. Times are seconds.</summary>
public class PeerHistoryTests
{
    private readonly PeerHistory _peer = new(TimeSpan.Zero);

    private bool At(double seconds, int handshake, ulong sent)
    {
        _peer.Take(new WireGuardTraffic(handshake == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(handshake), 0, sent), TimeSpan.FromSeconds(seconds));
        return _peer.IsUnanswered;
    }

    [Fact]
    public void A_peer_that_was_never_heard_is_silent_after_three_minutes_of_attempts()
    {
        Assert.False(At(1, handshake: 0, sent: 148));
        Assert.False(At(179, handshake: 0, sent: 5000));
        Assert.True(At(195, handshake: 0, sent: 5148));
    }

    [Fact]
    public void A_peer_that_nobody_speaks_to_is_not_silent()
    {
        At(1, handshake: 1000, sent: 148);
        Assert.False(At(1000, handshake: 1000, sent: 148));
    }

    [Fact]
    public void A_handshake_ends_the_silence()
    {
        At(1, handshake: 1000, sent: 148);
        Assert.True(At(200, handshake: 1000, sent: 600));
        Assert.True(At(215, handshake: 1000, sent: 600));       // the attempts pause, the silence does not
        Assert.False(At(230, handshake: 1229, sent: 900));
        Assert.False(At(400, handshake: 1229, sent: 900));
    }
}
