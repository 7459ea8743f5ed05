namespace Ichor.Node.Tests;

public class MistakesTests
{
    [Fact]
    public void A_part_that_fails_is_a_condition_until_it_succeeds_and_told_once()
    {
        var log = new List<string>();
        var mistakes = new Mistakes(log.Add);
        var broken = true;
        void Part()
        {
            if (broken)
                throw new InvalidOperationException("boom");
        }

        mistakes.Try("operator", "dhcp4/v0", Part);
        mistakes.Try("operator", "dhcp4/v0", Part);
        Assert.Equal("operator dhcp4/v0 Failed InvalidOperationException: boom", Assert.Single(mistakes.Conditions.Select(c => $"{c.Object} {c.State} {c.Reason}")));
        Assert.StartsWith("operator dhcp4/v0: System.InvalidOperationException: boom", Assert.Single(log));

        broken = false;
        mistakes.Try("operator", "dhcp4/v0", Part);
        Assert.Empty(mistakes.Conditions);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\r\nlines", "two | lines")]
    [InlineData("\u001b[2Jgone\a", "?[2Jgone?")]
    public void What_the_network_says_cannot_move_the_cursor(string text, string shown) => Assert.Equal(shown, PlainText.Of(text));

    [Theory]
    [InlineData("short enough", 12, "short enough")]
    [InlineData("cut between words here", 20, "cut between words...")]
    [InlineData("cutsomewherebecausethereisnoblank", 12, "cutsomewh...")]
    public void Long_lines_are_cut(string text, int width, string shown) => Assert.Equal(shown, PlainText.Of(text, width));
}
