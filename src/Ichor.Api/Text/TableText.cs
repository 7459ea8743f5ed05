namespace Ichor.Api.Text;

/// <summary>Columns of text: headers in upper case, three blanks between, no blanks at the end of a line.</summary>
/// <remarks>Widths grow only: rows that come later (watch) keep the columns of the earlier ones as far as they fit.</remarks>
public sealed class TableText(TextWriter to, params IEnumerable<string> headers)
{
    private readonly string[] _headers = [.. headers.Select(header => header.ToUpperInvariant())];
    private readonly List<string[]> _rows = [];
    private int[]? _widths;
    private bool _headed;

    /// <summary>Adds a row with one text per header.</summary>
    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells]);

    /// <summary>Writes the rows added since the last call, the first time with the headers.</summary>
    public void Flush()
    {
        _widths ??= [.. _headers.Select(header => header.Length)];
        foreach (var row in _rows)
            for (var i = 0; i < row.Length; i++)
                _widths[i] = Math.Max(_widths[i], row[i].Length);
        if (!_headed)
            WriteRow(_headers);
        _headed = true;
        foreach (var row in _rows)
            WriteRow(row);
        _rows.Clear();
    }

    private void WriteRow(string[] cells) =>
        to.WriteLine(string.Concat(cells.Select((cell, i) => cell.PadRight(_widths![i] + 3))).TrimEnd());
}
