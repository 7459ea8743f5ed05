using Ichor.Lab.Machines;

namespace Ichor.Lab.Peers;

/// <summary>The daemons that judge us, with the settings a network needs.</summary>
public static class Daemons
{
    extension(Peer peer)
    {
        /// <summary>DHCP and DNS by dnsmasq.</summary>
        public async Task<ChildProcess> StartDnsmasqAsync(DnsmasqSettings? settings = null)
        {
            settings ??= new DnsmasqSettings();
            return await peer.StartAsync("dnsmasq", settings.Arguments(peer, peer.FileFor("leases")), "dnsmasq-dhcp");
        }

        /// <summary>Time by chronyd, which serves this machine's clock and never sets it.</summary>
        /// <param name="stratum">What it claims to be.</param>
        public async Task<ChildProcess> StartChronydAsync(int stratum = 8)
        {
            var config = peer.FileFor("chrony.conf");
            await File.WriteAllTextAsync(config, $"""
                local stratum {stratum}
                allow all
                cmdport 0
                pidfile {peer.FileFor("chronyd.pid")}
                bindcmdaddress /
                """ + "\n");
            // -x: the clock is not touched; -d: stay in the foreground and log to standard error
            return await peer.StartAsync("chronyd", ["-x", "-d", "-u", "root", "-f", config], "Disabled control of system clock");
        }
    }
}
