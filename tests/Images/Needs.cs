namespace Ichor.Images.Tests;

/// <summary>What a test cannot do without.</summary>
static class Needs
{
    public static void Peer(params string[] programs) => Requirement.Met(Lab.Peers.Peer.IsAvailable(out var reason, programs), reason);

    public static void Program(string name) => Requirement.Met(Lab.Tool.Find(name) is not null, Lab.Tool.WhatToInstall(name));
}
