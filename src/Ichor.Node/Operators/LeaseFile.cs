using System.Globalization;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Operators;

/// <summary>
/// The lease that is in use on a link, for the next life of this program. It lies in memory (/run), so its times count from the
/// same boot. There is a file exactly as long as a lease is in use.
/// </summary>
internal sealed class LeaseFile(string folder, string linkName, MacAddress hardwareAddress)
{
    private readonly string _path = Path.Combine(folder, linkName + ".lease");

    /// <summary>The stored lease; null when there is none that can be used.</summary>
    public DhcpLease? Load()
    {
        try
        {
            if (!File.Exists(_path))
                return null;
            var lines = File.ReadAllLines(_path);
            return lines.Length >= 2
                && long.TryParse(lines[0], CultureInfo.InvariantCulture, out var ticks)
                && LeaseStorage.TryParse(Convert.FromHexString(lines[1]), hardwareAddress, TimeSpan.FromTicks(ticks), out var lease, out _)
                ? lease : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Stores the lease, or removes the stored one. Without a file a restart asks anew: no reason to fail.</summary>
    public void Save(DhcpLease? lease)
    {
        try
        {
            if (lease is null)
            {
                File.Delete(_path);
                return;
            }
            Directory.CreateDirectory(folder);
            var written = _path + ".new";
            File.WriteAllLines(written, [lease.AcquiredAt.Ticks.ToString(CultureInfo.InvariantCulture), Convert.ToHexString(LeaseStorage.ToBytes(lease, hardwareAddress))]);
            File.Move(written, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
