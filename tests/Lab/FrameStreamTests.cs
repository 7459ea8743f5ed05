using Ichor.Lab.Switching;

namespace Ichor.Lab.Tests;

public sealed class FrameStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Frames_come_out_whole_however_the_stream_is_cut(int piece)
    {
        byte[] stream = [.. FrameStream.Encode([1, 2, 3]), .. FrameStream.Encode([]), .. FrameStream.Encode(new byte[1514])];
        var reader = new FrameStream();
        var lengths = new List<int>();

        foreach (var part in stream.Chunk(piece))
        {
            part.CopyTo(reader.Space);
            reader.Advance(part.Length, frame => lengths.Add(frame.Length));
        }

        Assert.Equal([3, 0, 1514], lengths);
    }

    [Fact]
    public void The_length_goes_first_in_network_order() => Assert.Equal([0, 0, 0, 2, 0xaa, 0xbb], FrameStream.Encode([0xaa, 0xbb]));

    [Fact]
    public void A_length_that_no_frame_has_means_that_the_stream_is_out_of_step()
    {
        var reader = new FrameStream();
        "HTTP"u8.CopyTo(reader.Space.Span);

        Assert.Throws<InvalidDataException>(() => reader.Advance(4, _ => { }));
    }
}
