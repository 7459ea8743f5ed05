using System.IO.Compression;
using System.Text;

namespace Ichor.Config.Tests.Platform;

/// <summary>META in a word of the command line. The texts were made by Python's base64 and gzip.</summary>
public class MetaEnvironmentTests
{
    // 0xb=let me in;15=0000-0001;0xa=addresses: []
    private const string Plain = "MHhiPWxldCBtZSBpbjsxNT0wMDAwLTAwMDE7MHhhPWFkZHJlc3NlczogW10=";

    // 0xb=code;0xa=hostnames: [{hostname: amber}] and a comment of 300 letters
    private const string Packed = "H4sIAAAAAAACAzOoSLJNzk9JtTaoSLTNyC8uyUvMTS22UoiuhnGsFBJzk1KLamO5lBUqRgHRAABqpLlSWgEAAA==";

    [Fact]
    public void Keys_are_hexadecimal_or_decimal()
    {
        var values = MetaEnvironment.Decode(Plain);
        Assert.Equal(("let me in", "0000-0001", "addresses: []"),
            (values.Text(MetaValues.UrlCode), values.Text(MetaValues.Uuid), values.Text(MetaValues.NetworkConfig)));
    }

    [Fact]
    public void A_long_text_is_packed()
    {
        var values = MetaEnvironment.Decode(Packed);
        Assert.Equal("code", values.Text(MetaValues.UrlCode));
        Assert.StartsWith("hostnames: [{hostname: amber}]\n# xxx", values.Text(MetaValues.NetworkConfig), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_an_argument_of_the_kernel()
    {
        var variable = MetaEnvironment.Of(CommandLine.Parse($"talos.environment=a=b talos.environment=INSTALLER_META_BASE64={Plain}"));
        Assert.Equal(Plain, variable?.Value);
        Assert.Null(MetaEnvironment.Of(CommandLine.Parse("talos.environment=a=b")));
        Assert.Empty(MetaEnvironment.Decode("").Values);
    }

    [Theory]
    [InlineData("!!!", "is not base64")]
    [InlineData("H4sIAAAAAAAC", "is gzip that is cut off")]
    [InlineData("H4sIAAAAAAACA/////8=", "begins like gzip and is none")]
    [InlineData("YQ==", "is not key=value in its part 1, where key is a number from 0 to 255 such as 0xa, and no value contains ';'")]       // a
    [InlineData("MT1hOzI1Nj1i", "is not key=value in its part 2, where key is a number from 0 to 255 such as 0xa, and no value contains ';'")]    // 1=a;256=b
    public void What_is_not_such_a_text_is_refused(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<MetaFormatException>(() => MetaEnvironment.Decode(text)).Message);

    [Fact]
    public void A_little_text_does_not_become_a_large_one()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("0xa=" + new string('a', 300 * 1024)));
        Assert.Equal("is larger than 262144 bytes when unpacked",
            Assert.Throws<MetaFormatException>(() => MetaEnvironment.Decode(Convert.ToBase64String(packed.ToArray()))).Message);
    }
}
