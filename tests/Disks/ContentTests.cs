using System.Text;

namespace Ichor.Disks.Tests;

public sealed class ContentTests
{
    private static readonly Content Letters = Content.FromText("abcdefgh");

    [Theory]
    [InlineData(0, 12, "..abcdefgh..")]
    [InlineData(1, 3, ".ab")]
    [InlineData(9, 3, "h..")]
    [InlineData(11, 1, ".")]
    [InlineData(12, 0, "")]
    public void A_layout_reads_zeros_around_its_parts(long offset, int count, string expected)
    {
        var bytes = new byte[count];
        Content.Layout(12, (2, Letters)).Read(offset, bytes);

        Assert.Equal(expected.Replace('.', '\0'), Encoding.ASCII.GetString(bytes));
    }

    [Fact]
    public void Parts_of_parts_read_from_any_place()
    {
        var content = Content.Concat(Letters.Slice(2, 3), Content.Zeros(2), Letters.Slice(6, 2));

        Assert.Equal("cde\0\0gh", Encoding.ASCII.GetString(content.ToArray()));
        Assert.Equal("e\0\0g", Encoding.ASCII.GetString(content.Slice(2, 4).ToArray()));
    }

    [Fact]
    public void Holes_are_known_through_every_composition()
    {
        var content = Content.Concat(Letters, Content.Zeros(100), Letters).Slice(4, 108);

        Assert.Equal(0, content.EndOfHole(0));
        Assert.Equal(104, content.EndOfHole(4));
        Assert.Equal(104, content.EndOfHole(50));
        Assert.Equal(200, Content.Zeros(200).EndOfHole(3));
    }

    [Fact]
    public void Overlapping_parts_and_ranges_outside_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Content.Layout(20, (0, Letters), (7, Letters)));
        Assert.Throws<ArgumentException>(() => Content.Layout(7, (0, Letters)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Letters.Slice(4, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Letters.Read(8, new byte[1]));
    }

    [Fact]
    public void A_sparse_file_holds_the_same_bytes()
    {
        using var scratch = new Scratch();
        var content = Content.Layout(1_000_000, (5000, Letters), (700_000, Letters), (999_992, Letters));
        var path = scratch.Save(content);

        Assert.Equal(content.ToArray(), File.ReadAllBytes(path));
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        Assert.Equal(content.ToArray(), copy.ToArray());
    }

    [Fact]
    public void A_file_that_shrank_is_an_error_and_no_zeros()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.Path("f"), "abcdef");
        var content = Content.FromFile(scratch.Path("f"));
        File.WriteAllText(scratch.Path("f"), "abc");

        Assert.Throws<IOException>(() => content.ToArray());
    }
}
