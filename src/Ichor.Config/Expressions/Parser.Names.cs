namespace Ichor.Config.Expressions;

/// <summary>What begins with a name: the link's fields, variables of macros, functions, methods, macros.</summary>
internal sealed partial class Parser
{
    private static readonly string[] Reserved =
    [
        "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return",
        "var", "void", "while",
    ];

    private Node Name(Token name)
    {
        switch (name.Text)
        {
            case "true" or "false": return new ConstantNode(CelType.Bool, Value.Bool(name.Text == "true"));
            case "null": return new ConstantNode(CelType.Null, Value.Null);
            case "link": return LinkField() is { } field ? new FieldNode(field) : Node.Broken;
        }
        if (_token.Is("("))
            return Function(name);
        var slot = _variables.FindLastIndex(variable => variable.Name == name.Text);
        if (slot >= 0)
            return new VariableNode(_variables[slot].Type, slot);
        if (Reserved.Contains(name.Text))
            return _binder.Fail(name.Offset, $"expected a value such as link.driver, \"text\" or 1, not {name}, which is reserved");
        if (Expressions.LinkField.Find(name.Text) is not null)
            return _binder.Fail(name.Offset, $"'{name.Text}' is not known; did you mean link.{name.Text}? A text needs quotes");
        var known = _variables.Select(variable => variable.Name).Prepend("link").ToArray();
        return _binder.Fail(name.Offset,
            $"'{name.Text}' is not known{Binder.DidYouMean(name.Text, known)}; known are {string.Join(", ", known)}; a text needs quotes");
    }

    /// <summary>The rest of <c>link.field</c>.</summary>
    private LinkField? LinkField()
    {
        if (!_token.Is("."))
        {
            Fail($"link is used with a field, as link.driver; expected '.', not {_token}");
            return null;
        }
        Take();
        if (_token.Kind == TokenKind.Name)
            return _binder.Field(Take());
        Fail($"expected the name of a field of link, not {_token}");
        return null;
    }

    private Node Function(Token name)
    {
        Take();
        return name.Text == "has" ? Has() : _binder.Call(name, Form.Function, [.. Items(")", "arguments")]);
    }

    private Node Has()
    {
        if (!_token.Is("link"))
            return Fail($"has() asks for a field, as has(link.vendor), not {_token}");
        Take();
        return LinkField() is { } field && Expect(")", "after the field") ? new HasNode(field) : Node.Broken;
    }

    private Node Method(Node target)
    {
        if (_token.Kind != TokenKind.Name)
            return Fail($"expected a method's name after '.', not {_token}");
        var name = Take();
        if (!_token.Is("("))
            return _binder.Fail(name.Offset, $"{(target == Node.Broken ? "this" : target.Type)} has no field '{name.Text}'; a method needs parentheses: {name.Text}(…)");
        Take();
        return name.Text is "exists" or "all" ? Quantifier(name, target) : _binder.Call(name, Form.Method, [target, .. Items(")", "arguments")]);
    }

    private Node Quantifier(Token name, Node list)
    {
        if (list != Node.Broken && (list.Type.Kind != Kind.List || list.Type.Item == Kind.Any))
            return _binder.Fail(name.Offset, $"'{name.Text}' is for lists that have items, not {list.Type}");
        var variable = _token;
        if (variable.Kind != TokenKind.Name || Reserved.Contains(variable.Text) || variable.Text is "link" or "true" or "false" or "null")
            return Fail($"expected a name for the item, as {name.Text}(x, x == \"a\"), not {variable}");
        Take();
        if (!Expect(",", "after the item's name"))
            return Node.Broken;
        _variables.Add((variable.Text, new CelType(list.Type.Item)));
        var predicate = Expression();
        _variables.RemoveAt(_variables.Count - 1);
        return _binder.IsBool(predicate, variable.Offset, $"the condition in '{name.Text}' must be bool") && Expect(")", $"to end '{name.Text}'")
            ? new QuantifierNode(name.Text == "all", list, predicate)
            : Node.Broken;
    }
}
