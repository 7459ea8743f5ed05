using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Ichor.Config.Tests;

/// <summary>Patterns are for editors: they may take more than the parser, never less.</summary>
public class ScalarPatternTests
{
    private static readonly string[] Texts =
    [
        "", " ", "a", "a b", "0", "1", "-1", "1.5", "true", "eth0", "br0.100", "node1.example.org", "a_b", "10.0.0.5", "10.0.0.5/24", "2001:db8::5", "::ffff:10.0.0.1", "fe80::1/64",
        "!10.0.0.0/8", "0.0.0.0/0", "00:11:22:aa:bb:cc", "00-11-22-AA-BB-CC", "00:11:*", "1AF4:1000", "1af4:*", "*", "192.0.2.1:51820", "[2001:db8::1]:51820", "example.org:443",
        "gNoasoKOJzl+/B+uXhvsBVxv81OcVLrlcmQ5jQwZO08=", "/dev/ptp0", "/dev/sda", "time.example.org", "1h30m", "100ms", "1.5h", "5us", "5µs", "+3s", "0s", "1h0m0.5s", ".5s",
        "A_1", "PATH", "net.ipv4.ip_forward", "net/ipv4/conf/eth0.100/forwarding", "0001abCD", "Y2VydA==", "Y2Vy\ndA==\n", "br_netfilter", ">= 100GB", "<4.5 TiB", "== 7",
        "https://example.org/a", "tcp://192.0.2.1:5000", "main", "0x1f", "50000-50003", "802.3ad", "x", " numdummies=2\tx", "\"opts=a b\"",
    ];

    public static TheoryData<string> Names => [.. Properties.Select(property => property.Name)];

    private static IEnumerable<PropertyInfo> Properties => typeof(Scalars).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Scalar<>));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pattern_matches_every_text_that_the_parser_takes(string name)
    {
        var scalar = Properties.Single(property => property.Name == name).GetValue(null)!;
        var parse = scalar.GetType().GetMethod("TryParse")!;
        var pattern = (string?)scalar.GetType().GetProperty("Pattern")!.GetValue(scalar);
        var taken = Array.FindAll(Texts, text => (bool)parse.Invoke(scalar, [text, null])!);

        Assert.NotEmpty((IEnumerable)taken);
        Assert.All(taken, text => Assert.Matches(new Regex(pattern ?? ""), text));
    }
}
