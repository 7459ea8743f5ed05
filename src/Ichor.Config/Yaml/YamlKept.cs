namespace Ichor.Config.Yaml;

/// <summary>Stands for a part of the text that is as it was when it was read before. Its value is at hand, and nothing else.</summary>
internal sealed class YamlKept(TextSpan span, int line, int column) : YamlNode(line, column)
{
    public override string Form => "a mapping";

    /// <summary>The value.</summary>
    /// <param name="reader">Who would read it; only what the same method has read before is the same.</param>
    /// <exception cref="NotKeptException">It was read otherwise.</exception>
    public T Value<T>(Delegate reader) => span.Value is T value && reader.Equals(span.Reader) ? value : throw new NotKeptException();
}

/// <summary>What was kept is of no use here: the text has to be read from its beginning.</summary>
internal sealed class NotKeptException : Exception;
