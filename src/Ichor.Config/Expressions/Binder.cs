namespace Ichor.Config.Expressions;

/// <summary>Gives the parts of an expression their types, and says what does not fit. Keeps the first error only: the later ones follow from it.</summary>
internal sealed class Binder
{
    public ExpressionError? Error { get; private set; }

    public Node Fail(int offset, string message)
    {
        Error ??= new ExpressionError(offset, message);
        return Node.Broken;
    }

    public LinkField? Field(Token name)
    {
        if (LinkField.Find(name.Text) is { } field)
            return field;
        var near = LinkField.OfVirtualLinks.Contains(name.Text, StringComparer.Ordinal)
            ? "; it belongs to virtual links, and aliases are for hardware"
            : DidYouMean(name.Text, LinkField.All.Select(known => known.Name));
        Fail(name.Offset, $"link has no field '{name.Text}'{near}; fields are {string.Join(", ", LinkField.All.Select(known => known.Name))}");
        return null;
    }

    public Node Operator(Token op, params Node[] operands)
    {
        if (operands.Contains(Node.Broken))
            return Node.Broken;
        return op.Text is "==" or "!=" ? Equality(op, operands) : Resolve(Operators.All, op.Text, Form.Operator, operands) ?? NoOperator(op, operands);
    }

    public Node Call(Token name, Form form, Node[] arguments)
    {
        if (arguments.Contains(Node.Broken))
            return Node.Broken;
        return Resolve(Functions.All, name.Text, form, arguments) ?? NoFunction(name, form, arguments);
    }

    public Node Logic(Token op, List<Node> operands)
    {
        foreach (var operand in operands)
            if (!IsBool(operand, op.Offset, $"'{op.Text}' needs bool on both sides"))
                return Node.Broken;
        return new LogicNode(op.Text == "&&", [.. operands]);
    }

    public Node Conditional(Token question, Node condition, Node then, Node otherwise)
    {
        if (!IsBool(condition, question.Offset, "'?' needs a bool before it") || then == Node.Broken || otherwise == Node.Broken)
            return Node.Broken;
        return CelType.Common(then.Type, otherwise.Type) is { } type
            ? new ConditionalNode(type, condition, then, otherwise)
            : Fail(question.Offset, $"both results of '?:' must be of one type, not {then.Type} and {otherwise.Type}{HowToConvert([then, otherwise])}");
    }

    public Node List(int offset, List<Node> items)
    {
        var type = CelType.Any;
        foreach (var item in items)
        {
            if (item == Node.Broken)
                return item;
            if (item.Type.Kind == Kind.List)
                return Fail(offset, "lists inside of lists are not supported");
            if (type != CelType.Any && type != item.Type)
                return Fail(offset, $"the items of a list must be of one type, not {type} and {item.Type}{HowToConvert([items[0], item])}");
            type = item.Type;
        }
        return new ListNode(CelType.ListOf(type.Kind), [.. items]);
    }

    /// <summary>Whether it is a bool; says so if not.</summary>
    public bool IsBool(Node node, int offset, string rule)
    {
        if (node != Node.Broken && node.Type != CelType.Bool)
            Fail(offset, $"{rule}, not {node.Type}");
        return node.Type == CelType.Bool;
    }

    public static string DidYouMean(string written, IEnumerable<string> known) =>
        Spelling.Nearest(written, known) is { } near ? $" (did you mean '{near}'?)" : "";

    private Node Equality(Token op, Node[] operands)
    {
        var wanted = op.Text == "==";
        return CelType.Common(operands[0].Type, operands[1].Type) is not null
            ? new CallNode(CelType.Bool, values => Value.Bool(values[0].Equals(values[1]) == wanted), operands)
            : Fail(op.Offset, $"'{op.Text}' compares values of one type, not {operands[0].Type} and {operands[1].Type}{HowToConvert(operands)}");
    }

    private static CallNode? Resolve(IEnumerable<Overload> among, string name, Form form, Node[] arguments)
    {
        foreach (var overload in among)
            if (overload.Name == name && overload.Form == form && overload.ResultFor(arguments) is { } type)
                return new CallNode(type, overload.Run, arguments);
        return null;
    }

    private Node NoOperator(Token op, Node[] operands)
    {
        var allowed = string.Join(" or ", Operators.All.Where(o => o.Name == op.Text && o.Parameters.Length == operands.Length)
            .Select(o => string.Join(" and ", o.Parameters)));
        return Fail(op.Offset, $"'{op.Text}' is not for {string.Join(" and ", operands.Select(o => o.Type))}{HowToConvert(operands)}; it is for {allowed}");
    }

    private Node NoFunction(Token name, Form form, Node[] arguments)
    {
        var known = Functions.All.Where(f => f.Name == name.Text).Select(f => f.Signature).ToArray();
        if (known.Length > 0)
            return Fail(name.Offset, $"'{name.Text}' is not for {TypesOf(form, arguments)}; it is {string.Join(" or ", known)}");
        if (Functions.WhyMissing(name.Text) is { } why)
            return Fail(name.Offset, $"there is no '{name.Text}': {why}");
        var names = Functions.All.Where(f => f.Form == form).Select(f => f.Name)
            .Concat(form == Form.Method ? ["exists", "all"] : ["has"]).Distinct(StringComparer.Ordinal).ToArray();
        var kind = form == Form.Method ? "method" : "function";
        return Fail(name.Offset, $"there is no {kind} '{name.Text}'{DidYouMean(name.Text, names)}; {kind}s are {string.Join(", ", names)}");
    }

    private static string TypesOf(Form form, Node[] arguments)
    {
        var types = arguments.Select(argument => $"{argument.Type}").ToArray();
        return form == Form.Method ? $"{types[0]}.({string.Join(", ", types[1..])})" : $"({string.Join(", ", types)})";
    }

    /// <summary>The usual slip: kernel numbers are mostly unsigned, and a number without 'u' is not; and addresses are bytes.</summary>
    private static string HowToConvert(Node[] operands)
    {
        var kinds = operands.Select(operand => operand.Type.Kind).ToArray();
        if (kinds.Contains(Kind.Bytes) && kinds.Contains(Kind.String))
            return "; mac(bytes) makes text of an address";
        if (kinds.Contains(Kind.Int) && kinds.Contains(Kind.String))
            return "; a text needs quotes";
        if (!kinds.Contains(Kind.Int) || !kinds.Contains(Kind.Uint))
            return "";
        var number = operands.OfType<ConstantNode>().FirstOrDefault(operand => operand.Type == CelType.Int && operand.Value.AsInt >= 0);
        return number is null ? "; int(uint) converts" : $"; write {number.Value.AsInt}u";
    }
}
