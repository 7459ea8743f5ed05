using System.Globalization;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Ichor.Node.State;

/// <summary>
/// A machine config as it lies on a volume: the text, and a last line that is a comment to YAML and a seal to us. One file,
/// so that text and seal cannot be of different times.
/// </summary>
/// <param name="Name">What messages call the file; empty before it has one.</param>
/// <param name="Text">Ends in a line end.</param>
/// <param name="Source">Where it came from when it was new.</param>
/// <param name="Saved">When it was saved, by the clock of then; null for a file that somebody else put there.</param>
internal sealed record StoredConfig(string Name, string Text, string Source, DateTimeOffset? Saved)
{
    private const string Seal = "# ichor: sha256=";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public string Hash { get; } = HashOf(Text);

    public string SavedText => Saved?.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture) ?? "";

    public static StoredConfig Of(string text, string source, DateTimeOffset saved) =>
        new("", text.EndsWith('\n') ? text : text + "\n", PlainText.Of(source), saved);

    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{Text}{Seal}{Hash} saved={SavedText} source={Source}\n");

    /// <summary>Null when the seal says that this is not the text that was saved. A file without a seal is somebody's own.</summary>
    public static StoredConfig? Read(ReadOnlySpan<byte> bytes, string name)
    {
        var all = Encoding.UTF8.GetString(bytes);
        var last = all.TrimEnd('\n').LastIndexOf('\n') + 1;
        if (!all.AsSpan(last).StartsWith(Seal, StringComparison.Ordinal))
            return new(name, all.EndsWith('\n') ? all : all + "\n", name, null);
        var fields = all[(last + Seal.Length)..].TrimEnd('\n').Split(' ', 3);
        var text = all[..last];
        return fields is [var hash, var saved, var source] && hash == HashOf(text)
            ? new(name, text, source.Replace("source=", "", StringComparison.Ordinal), Time(saved))
            : null;
    }

    private static DateTimeOffset? Time(string field) => DateTimeOffset.TryParseExact(
        field.Replace("saved=", "", StringComparison.Ordinal), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string HashOf(string text)
    {
        var digest = new Sha256Digest();
        var bytes = Encoding.UTF8.GetBytes(text);
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return Convert.ToHexStringLower(hash);
    }
}
