using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>Whether one guest gets through to another.</summary>
static class Reaching
{
    /// <summary>Pings until there is an answer, since neighbours and partners have to find each other, and from then on every ping must be answered.</summary>
    /// <exception cref="Lab.LabException">There was no answer at all, or not to each of the pings behind the first.</exception>
    public static async Task ReachesAsync(this Machine machine, string address)
    {
        await machine.ShellAsync($"for i in 1 2 3 4 5 6 7 8 9 10; do ping -c 1 -W 2 {address} && exit 0; done; exit 1");
        await machine.ShellAsync($"for i in 1 2 3 4 5 6 7 8; do ping -c 1 -W 2 {address} || exit 1; done");
    }
}
