namespace Ichor.Config.Tests;

public class ScalarTests
{
    [Theory]
    [InlineData("1h30m", "1h30m")]
    [InlineData("5s", "5s")]
    [InlineData("100ms", "100ms")]
    [InlineData("1.5h", "1h30m")]
    [InlineData("0", "0s")]
    [InlineData("90s", "1m30s")]
    [InlineData("1h0.5s", "1h0.5s")]
    [InlineData("250us", "0.25ms")]
    [InlineData("+2m", "2m")]
    public void Durations_are_read_as_in_go(string text, string expected)
    {
        Assert.True(Scalars.Duration.TryParse(text, out var value));
        Assert.Equal(expected, GoDuration.Format(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData("1.5.5s")]
    [InlineData("5d")]
    [InlineData(".s")]
    [InlineData("99999999999999999999999h")]
    [InlineData("9999999999999h")]
    public void Other_durations_are_refused(string text) => Assert.False(Scalars.Duration.TryParse(text, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1500", 1500)]
    [InlineData("0x1F", 31)]
    [InlineData("0o644", 420)]
    [InlineData("0644", 420)]
    [InlineData("0b101", 5)]
    [InlineData("1_000", 1000)]
    [InlineData("-5", -5)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Integers_are_read_as_in_go_s_yaml(string text, long expected)
    {
        Assert.True(YamlInteger.TryParse(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("0x")]
    [InlineData("08")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("12a")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    public void Other_integers_are_refused(string text) => Assert.False(YamlInteger.TryParse(text, out _));

    [Theory]
    [InlineData("true True TRUE y Y yes on", true)]
    [InlineData("false False FALSE n N no off", false)]
    public void Booleans_are_those_of_go_s_yaml(string texts, bool expected) => Assert.All(texts.Split(' '), text =>
    {
        Assert.True(Scalars.Bool.TryParse(text, out var value));
        Assert.Equal(expected, value);
    });

    [Theory]
    [InlineData("1")]
    [InlineData("Yes")]
    [InlineData("t")]
    [InlineData("")]
    public void Other_booleans_are_refused(string text) => Assert.False(Scalars.Bool.TryParse(text, out _));

    [Theory]
    [InlineData("192.0.2.1:51820", "192.0.2.1:51820")]
    [InlineData("[2001:db8::1]:1", "[2001:db8::1]:1")]
    [InlineData("example.org:51820", "example.org:51820")]
    public void Endpoints_are_read(string text, string expected)
    {
        Assert.True(Scalars.HostPort.TryParse(text, out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("209.202.254.14.8172", "'209.202.254.14.8172' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (it has no port: after the address comes ':' and the port, as in 209.202.254.14:8172)")]
    [InlineData("example.org", "'example.org' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (it has no :PORT)")]
    [InlineData("2001:db8::1:51820", "'2001:db8::1:51820' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (an IPv6 address stands in brackets, as in [2001:db8::1]:51820)")]
    [InlineData("192.0.2.300:51820", "'192.0.2.300:51820' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820")]
    [InlineData("192.0.2.1:0", "'192.0.2.1:0' is not HOST:PORT such as 192.0.2.1:51820, [2001:db8::1]:51820 or example.org:51820 (the port is an integer from 1 to 65535)")]
    public void Endpoints_that_are_wrong_are_explained(string text, string expected)
    {
        Assert.False(Scalars.HostPort.TryParse(text, out _));
        Assert.Equal(expected, Scalars.HostPort.Explain(text));
    }

    [Fact]
    public void A_secret_that_is_wrong_is_not_repeated() =>
        Assert.DoesNotContain("hunter2", Scalars.WireGuardPrivateKey.Explain("hunter2"), StringComparison.Ordinal);

    [Theory]
    [InlineData("adresses", "addresses")]
    [InlineData("address", "addresses")]
    [InlineData("vlanID", "vlanId")]
    [InlineData("dchp", "dhcp")]
    [InlineData("kubernetes", null)]
    [InlineData("x", null)]
    public void The_nearest_word_is_guessed_when_it_is_near(string written, string? expected) =>
        Assert.Equal(expected, Spelling.Nearest(written, ["addresses", "vlanId", "dhcp", "mtu"]));
}
