using Ichor.Lab.Machines;

namespace Ichor.Lab.Tests;

/// <summary>What a test cannot do without; where it is missing the test is skipped with the reason.</summary>
static class Needs
{
    public static void Program(string name) => Assert.SkipUnless(Tool.Find(name) is not null, Tool.WhatToInstall(name));

    public static void Peer(params string[] programs) => Assert.SkipUnless(Peers.Peer.IsAvailable(out var reason, programs), reason);

    public static void BuiltImage()
    {
        Program(QemuCommand.Program);
        var missing = Artifacts.WhyMissing(Artifacts.Kernel, Artifacts.Initramfs);
        Assert.SkipUnless(missing is null, missing ?? "");
    }
}
