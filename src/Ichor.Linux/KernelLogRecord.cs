using System.Text;

namespace Ichor.Linux;

/// <summary>The form of a kmsg record: "&lt;level&gt;tag: text". The kernel refuses more than 1,024 bytes with EINVAL,
/// and control characters would let a child paint on the console.</summary>
public static class KernelLogRecord
{
    // kernel/printk/printk.c, PRINTKRB_RECORD_MAX: a longer write is EINVAL. The tag may be a file name of 255 bytes.
    const int LongestRecord = 1024, LongestTag = 64;

    public static IEnumerable<byte[]> Split(LogLevel level, string tag, string line)
    {
        var prefix = Encoding.UTF8.GetBytes($"<{(int)level}>{Escape(tag.Length > LongestTag ? tag[..LongestTag] : tag)}: ");
        var text = Encoding.UTF8.GetBytes(Escape(line));
        for (var start = 0; start < text.Length;)
        {
            var length = Whole(text, start, Math.Min(LongestRecord - prefix.Length, text.Length - start));
            yield return [.. prefix, .. text.AsSpan(start, length)];
            start += length;
        }
    }

    /// <summary>A child may give a line its own level by a leading "&lt;3&gt;", as sd-daemon(3) does.</summary>
    public static (LogLevel Level, string Text) TakeLevel(string line, LogLevel otherwise) =>
        line is ['<', >= '0' and <= '7', '>', ..] ? ((LogLevel)(line[1] - '0'), line[3..]) : (otherwise, line);

    static string Escape(string line)
    {
        if (!line.Any(NeedsEscape))
            return line;
        var text = new StringBuilder(line.Length + 16);
        foreach (var character in line)
            if (NeedsEscape(character))
                text.Append($"\\x{(int)character:x2}");
            else
                text.Append(character);
        return text.ToString();
    }

    static bool NeedsEscape(char character) => char.IsControl(character) && character != '\t';

    /// <summary>Shortens the piece so that no UTF-8 sequence is cut.</summary>
    static int Whole(byte[] text, int start, int length)
    {
        var end = start + length;
        while (end < text.Length && end > start + 1 && (text[end] & 0xC0) == 0x80)
            end--;
        return end - start;
    }
}
