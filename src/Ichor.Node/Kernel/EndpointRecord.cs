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

    /// <summary>Lines of the past that a small file may have.</summary>
    private const int Spare = 64;

    private readonly StateFolder? _folder;
    private readonly Dictionary<(int Link, WireGuardKey Peer), IPEndPoint> _set = [];
    private readonly HashSet<(int Link, WireGuardKey Peer)> _unsaved = [];
    private int _lines;     // in the file

    /// <param name="folder">In memory that outlives the process; null: nothing does.</param>
    public EndpointRecord(StateFolder? folder)
    {
        _folder = folder;
        foreach (var line in folder?.Read(Name) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n')[..^1] : [])     // behind the last end of a line nothing is whole
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
            if (value is null ? !_set.Remove((link, peer)) : value.Equals(this[link, peer]))
                return;
            if (value is not null)
                _set[(link, peer)] = value;
            _unsaved.Add((link, peer));
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
        if (_folder is null || _unsaved.Count == 0)
            return;
        var lines = new StringBuilder();
        // A line that comes later counts. When one is to go, or most lines are of the past, the file is written anew.
        var isAnew = _lines == 0 || _lines + _unsaved.Count > 2 * _set.Count + Spare || !_unsaved.All(_set.ContainsKey);
        foreach (var key in isAnew ? (IEnumerable<(int Link, WireGuardKey Peer)>)_set.Keys : _unsaved)
            lines.Append(CultureInfo.InvariantCulture, $"{key.Link} {key.Peer} {_set[key]}\n");
        _lines = (isAnew ? 0 : _lines) + (isAnew ? _set.Count : _unsaved.Count);
        _unsaved.Clear();
        try
        {
            if (isAnew)
                _folder.Write(Name, lines.ToString());
            else
                _folder.Append(Name, lines.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lines = 0;
            Log.Warning($"{_folder.Path}: {e.Message}");
        }
    }
}
