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
        public async Task StartMonitorAsync() =>
            await machine.ShellAsync("/usr/bin/ip -timestamp monitor link address route > /run/monitor 2>&1 & echo $! > /run/monitor.pid");

        /// <summary>What the kernel told since.</summary>
        public Task<string> StopMonitorAsync() => machine.ShellAsync("kill $(cat /run/monitor.pid); cat /run/monitor");
    }
}
