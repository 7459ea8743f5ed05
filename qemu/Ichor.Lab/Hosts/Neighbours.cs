using System.Net;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Hosts;

/// <summary>The ARP table of a <see cref="LabHost"/>.</summary>
sealed class Neighbours(Action<IPAddress> ask)
{
    readonly Lock gate = new();
    readonly Dictionary<IPAddress, MacAddress> known = [];
    readonly Dictionary<IPAddress, TaskCompletionSource<MacAddress>> asked = [];

    public void Learn(IPAddress address, MacAddress mac)
    {
        lock (gate)
        {
            known[address] = mac;
            if (asked.Remove(address, out var waiting))
                waiting.SetResult(mac);
        }
    }

    /// <summary>Every call asks again until there is an answer: the caller decides how often.</summary>
    public Task<MacAddress> ResolveAsync(IPAddress address)
    {
        Task<MacAddress> answer;
        lock (gate)
        {
            if (known.TryGetValue(address, out var mac))
                return Task.FromResult(mac);
            if (!asked.TryGetValue(address, out var waiting))
                asked[address] = waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            answer = waiting.Task;
        }
        ask(address);
        return answer;
    }
}
