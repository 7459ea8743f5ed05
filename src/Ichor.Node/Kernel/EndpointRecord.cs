using System.Globalization;
using System.Net;
using System.Text;
using Ichor.Netlink;
using Ichor.Node.State;

namespace Ichor.Node.Kernel;

/// <summary>
/// Where peers of tunnels were last put by this program, by the index of the tunnel, which no other link gets before the next
/// boot. The kernel only knows where a peer is, which may be where it moved to; without this the next life of the process could
/// not tell a peer that moved from one whose endpoint was changed in the config meanwhile.
/// </summary>
internal sealed class EndpointRecord
{
    private const string Name = "endpoints.set";

    private readonly StateFolder? _folder;
    private readonly Dictionary<(int Link, WireGuardKey Peer), IPEndPoint> _set = [];
    private bool _changed;

    /// <param name="folder">In memory that outlives the process; null: nothing does.</param>
    public EndpointRecord(StateFolder? folder)
    {
        _folder = folder;
        foreach (var line in folder?.Read(Name) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n') : [])
            if (line.Split(' ') is [var index, var key, var text] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var link)
                && WireGuardKey.TryParse(key, out var peer) && IPEndPoint.TryParse(text, out var endpoint))
                _set[(link, peer)] = endpoint;
    }

    /// <summary>Null when nobody has put the peer anywhere. Kept for the next life of the process by <see cref="Save"/>.</summary>
    public IPEndPoint? this[int link, WireGuardKey peer]
    {
        get => _set.GetValueOrDefault((link, peer));
        set
        {
            if (value is null)
                _changed |= _set.Remove((link, peer));
            else if (!value.Equals(this[link, peer]))
            {
                _set[(link, peer)] = value;
                _changed = true;
            }
        }
    }

    /// <summary>The tunnel is gone.</summary>
    public void Forget(int link)
    {
        foreach (var key in _set.Keys.Where(key => key.Link == link).ToList())
            this[key.Link, key.Peer] = null;
    }

    /// <summary>Writes down what has changed; a machine where that cannot be has tunnels all the same.</summary>
    public void Save()
    {
        if (_folder is null || !_changed)
            return;
        _changed = false;
        try
        {
            _folder.Write(Name, Encoding.UTF8.GetBytes(string.Concat(
                _set.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Link} {pair.Key.Peer} {pair.Value}\n")))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Warning($"{_folder.Path}: {e.Message}");
        }
    }
}
