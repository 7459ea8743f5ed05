using Ichor.Lab.Machines;

namespace Ichor.Lab.Tests;

/// <summary>What a test cannot do without.</summary>
static class Needs
{
    public static void Program(string name) => Requirement.Met(Tool.Find(name) is not null, Tool.WhatToInstall(name));

    public static void Peer(params string[] programs) => Requirement.Met(Peers.Peer.IsAvailable(out var reason, programs), reason);

    public static void BuiltImage()
    {
        Program(QemuCommand.Program);
        var missing = Artifacts.WhyMissing(Artifacts.Kernel, Artifacts.Initramfs);
        Requirement.Met(missing is null, missing ?? "");
    }
}
