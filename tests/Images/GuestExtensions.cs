using System.Text.RegularExpressions;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>What several tests do with a guest's shell.</summary>
static class GuestExtensions
{
    extension(Machine machine)
    {
        /// <summary>The process of the node, as init's log told last.</summary>
        public async Task<int> PidOfNodeAsync()
        {
            await machine.SaysAsync("node started, pid");
            return int.Parse(Regex.Matches(machine.Console.Text, @"node started, pid (?<pid>\d+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))[^1].Groups["pid"].Value);
        }

        /// <summary>Begins to write down every change of links, addresses and routes that the kernel tells of (RTM_*).</summary>
        /// <remarks>Not before the kernel has found its IPv6 addresses to be unique (RFC 4862 section 5.4): that is its own affair.</remarks>
        public async Task StartMonitorAsync() =>
            await machine.ShellAsync("while /usr/bin/ip -6 addr | grep -q tentative; do usleep 50000; done; /usr/bin/ip -oneline -tshort monitor link address route > /run/monitor 2>&1 & echo $! > /run/monitor.pid");

        /// <summary>What the kernel told since.</summary>
        public Task<string> StopMonitorAsync() => machine.ShellAsync("kill $(cat /run/monitor.pid); cat /run/monitor");
    }
}
