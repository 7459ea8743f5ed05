using System.Buffers;

namespace Ichor.Api.Local;

/// <summary>Bytes written at the end and sent from the start.</summary>
internal sealed class OutputBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Pending => _bytes.AsMemory(_start, _end - _start);

    /// <summary>Forgets bytes that were sent.</summary>
    public void Sent(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
        if (_start != _end)
            return;
        _start = _end = 0;
        if (_bytes.Length > 64 * 1024)          // one large answer must not stay in memory for ever
            _bytes = [];
    }

    /// <summary>Takes back what was written after this many bytes were pending.</summary>
    public void Truncate(int pending) => _end = _start + pending;

    void IBufferWriter<byte>.Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (_end + more <= _bytes.Length)
            return;
        var held = _end - _start;
        var target = held + more <= _bytes.Length / 2 ? _bytes : new byte[Math.Max(1024, (held + more) * 2)];
        _bytes.AsSpan(_start, held).CopyTo(target);
        (_bytes, _start, _end) = (target, 0, held);
    }
}
