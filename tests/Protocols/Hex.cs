namespace Ichor.Protocols.Tests;

/// <summary>Bytes as people write them: hexadecimal digits, blanks and line breaks between them, '#' comments to the end of the line.</summary>
internal static class Hex
{
    public static byte[] Bytes(string text)
    {
        var digits = text.Split('\n').Select(line => line.Split('#')[0]).SelectMany(line => line.Where(c => !char.IsWhiteSpace(c)));
        return Convert.FromHexString([.. digits]);
    }

    /// <summary>A captured frame of the testdata folder.</summary>
    public static byte[] Captured(string name)
    {
        using var stream = typeof(Hex).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"no testdata {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return Bytes(reader.ReadToEnd());
    }
}
