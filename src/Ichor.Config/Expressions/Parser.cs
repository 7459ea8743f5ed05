namespace Ichor.Config.Expressions;

/// <summary>Reads an expression by precedence (Pratt), giving types on the way: nothing is used before it is declared.</summary>
internal sealed partial class Parser
{
    /// <summary>Longest text. An address per line, this is some hundred links.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>How deep parts may be nested, so that a hostile text does not exhaust the stack; as in cel-go.</summary>
    public const int MaxDepth = 250;

    private readonly Lexer _lexer;
    private readonly Binder _binder = new();
    private readonly List<(string Name, CelType Type)> _variables = [];
    private Token _token;
    private int _depth;

    private Parser(string text)
    {
        _lexer = new Lexer(text);
        Advance();
    }

    public static (Node? Node, ExpressionError? Error) Parse(string text)
    {
        if (text.Length > MaxLength)
            return (null, new ExpressionError(MaxLength, $"the expression is longer than {MaxLength} characters"));
        var parser = new Parser(text);
        var node = parser.Whole();
        return parser._binder.Error is { } error ? (null, error) : (node, null);
    }

    private Node Whole()
    {
        if (_token.Kind == TokenKind.End)
            return Fail("the expression is empty; it is a condition such as link.driver == \"virtio_net\"");
        var node = Expression();
        if (_token.Kind != TokenKind.End)
            return Fail($"expected an operator or the end, not {_token}");
        _binder.IsBool(node, 0, "the expression must be a condition, which gives bool");
        return node;
    }

    private Node Expression()
    {
        if (++_depth > MaxDepth)
            return TooDeep();
        var node = Binary(1);
        if (_token.Is("?"))
        {
            var question = Take();
            var then = Binary(1);
            node = Expect(":", "between the two results of '?:'") ? _binder.Conditional(question, node, then, Expression()) : Node.Broken;
        }
        _depth--;
        return node;
    }

    private static int Precedence(Token token) => token.Kind is not (TokenKind.Symbol or TokenKind.Name) ? 0 : token.Text switch
    {
        "||" => 1,
        "&&" => 2,
        "==" or "!=" or "<" or "<=" or ">" or ">=" or "in" => 3,
        "+" or "-" => 4,
        "*" or "/" or "%" => 5,
        _ => 0,
    };

    /// <summary>Operators of at least this precedence (not 0); those of one precedence group from the left.</summary>
    private Node Binary(int least)
    {
        var left = Unary();
        while (Precedence(_token) is var precedence && precedence >= least)
        {
            var op = Take();
            left = precedence <= 2 ? Chain(op, left, precedence + 1) : _binder.Operator(op, left, Binary(precedence + 1));
            if (left.Height > MaxDepth)
                return TooDeep();
        }
        return left;
    }

    private Node Chain(Token op, Node first, int least)
    {
        var operands = new List<Node> { first, Binary(least) };
        while (_token.Is(op.Text))
        {
            Take();
            operands.Add(Binary(least));
        }
        return _binder.Logic(op, operands);
    }

    private Node Unary()
    {
        if (!_token.Is("!") && !_token.Is("-"))
            return Postfix(Primary());
        if (++_depth > MaxDepth)
            return TooDeep();
        var op = Take();
        var node = op.Text == "-" && _token.Kind == TokenKind.Int ? Postfix(Int(Take(), isNegative: true)) : _binder.Operator(op, Unary());
        _depth--;
        return node;
    }

    private Node Postfix(Node node)
    {
        while (_token.Is(".") || _token.Is("["))
        {
            var op = Take();
            node = op.Text == "." ? Method(node) : Index(op, node);
            if (node.Height > MaxDepth)
                return TooDeep();
        }
        return node;
    }

    private Node Index(Token bracket, Node list)
    {
        var index = Expression();
        return Expect("]", "after the index") ? _binder.Operator(bracket with { Text = "[]" }, list, index) : Node.Broken;
    }

    private Node Primary()
    {
        var token = _token;
        if (token.Kind == TokenKind.Int)
            return Int(Take(), isNegative: false);
        if (token.Kind == TokenKind.Literal)
            return new ConstantNode(new CelType(token.Value.Kind), Take().Value);
        if (token.Kind == TokenKind.Name)
            return Name(Take());
        if (token.Is("["))
            return _binder.List(Take().Offset, Items("]", "list"));
        if (token.Is("{"))
            return Fail("maps are not supported");
        if (!token.Is("("))
            return Fail($"expected a value such as link.driver, \"text\" or 1, not {token}");
        Take();
        var inner = Expression();
        return Expect(")", "to close the parenthesis") ? inner : Node.Broken;
    }

    private Node Int(Token number, bool isNegative)
    {
        var value = isNegative ? -(Int128)number.Value.AsUint : number.Value.AsUint;
        return Operators.Int(value) is { IsError: false } inRange
            ? new ConstantNode(CelType.Int, inRange)
            : _binder.Fail(number.Offset, $"the number is out of range: {long.MinValue} to {long.MaxValue}, or with 'u' 0 to {ulong.MaxValue}u");
    }

    /// <summary>Expressions with commas between them, and the closing bracket.</summary>
    private List<Node> Items(string close, string what)
    {
        var items = new List<Node>();
        while (_token.Kind != TokenKind.End && !_token.Is(close))
        {
            items.Add(Expression());
            if (!_token.Is(","))
                break;
            Take();
        }
        if (!Expect(close, $"to end the {what}, or ','"))
            items.Add(Node.Broken);
        return items;
    }

    private Token Take()
    {
        var token = _token;
        Advance();
        return token;
    }

    private bool Expect(string symbol, string why)
    {
        if (!_token.Is(symbol))
        {
            Fail($"expected '{symbol}' {why}, not {_token}");
            return false;
        }
        Take();
        return true;
    }

    private Node TooDeep() => Fail($"the expression is nested more than {MaxDepth} deep");

    /// <summary>After an error there is nothing more to read.</summary>
    private Node Fail(string message)
    {
        _binder.Fail(_token.Offset, message);
        _token = new Token(TokenKind.End, _token.Offset, "");
        return Node.Broken;
    }

    private void Advance()
    {
        if (_binder.Error is not null)
            _token = new Token(TokenKind.End, _token.Offset, "");
        else if ((_token = _lexer.Next()).Kind == TokenKind.Bad)
            Fail(_token.Text);
    }
}
