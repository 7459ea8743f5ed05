namespace Ichor.Api.Local;

/// <summary>Cuts a byte stream into lines and keeps no more than one limit of an unfinished line.</summary>
/// <remarks>The rest of a line that is too long is thrown away as it comes.</remarks>
/// <param name="usual">Bytes that any line may have.</param>
/// <param name="limitOf">Asked once for a line that is longer, with its beginning: how many bytes this one may have.</param>
internal sealed class LineBuffer(int usual, Func<ReadOnlySpan<byte>, int>? limitOf = null)
{
    /// <summary>One large line must not stay in memory for ever.</summary>
    private const int Kept = 64 * 1024;

    private int? _limit;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private int _searched;
    private bool _skipping;

    public void Append(ReadOnlySpan<byte> more)
    {
        if (_end + more.Length > _bytes.Length)
            MakeRoom(more.Length);
        more.CopyTo(_bytes.AsSpan(_end));
        _end += more.Length;
    }

    /// <summary>Takes the next line, without its end. The span is valid until the next call.</summary>
    /// <param name="line">The line; empty when it was too long.</param>
    /// <param name="tooLong">True once for each line that exceeds the limit.</param>
    public bool TryTake(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        line = default;
        tooLong = false;
        if (_start == _end && _bytes.Length > Kept)
            (_bytes, _start, _end, _searched) = ([], 0, 0, 0);
        while (true)
        {
            var newline = _bytes.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (newline < 0)
                return TakeOverlong(out tooLong);
            var end = _searched + newline;
            var start = _start;
            _start = _searched = end + 1;
            if (_skipping)
            {
                _skipping = false;
                continue;
            }
            if (end > start && _bytes[end - 1] == '\r')
                end--;
            tooLong = Exceeds(start, end);
            _limit = null;
            if (!tooLong)
                line = _bytes.AsSpan(start, end - start);
            return true;
        }
    }

    private bool TakeOverlong(out bool tooLong)
    {
        _searched = _end;
        tooLong = !_skipping && Exceeds(_start, _end);
        _skipping |= tooLong;
        if (_skipping)
        {
            _start = _end = _searched = 0;
            _limit = null;
        }
        return tooLong;
    }

    private bool Exceeds(int start, int end) =>
        end - start > usual && end - start > (_limit ??= limitOf?.Invoke(_bytes.AsSpan(start, usual)) ?? usual);

    private void MakeRoom(int more)
    {
        var held = _bytes.AsSpan(_start, _end - _start);
        var target = held.Length + more <= _bytes.Length / 2 ? _bytes : new byte[Math.Max(4096, (held.Length + more) * 2)];
        held.CopyTo(target);
        _searched -= _start;
        _end -= _start;
        _start = 0;
        _bytes = target;
    }
}
