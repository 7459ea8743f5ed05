namespace Ichor.Images.Tests;

/// <summary>What a test cannot do without; where it is missing the test is skipped with the reason.</summary>
static class Needs
{
    public static void Peer(params string[] programs) => Assert.SkipUnless(Lab.Peers.Peer.IsAvailable(out var reason, programs), reason);
}
