using Ichor.Ctl;

return await Cli.Root().Parse(args, Cli.Parsing).InvokeAsync(Cli.Invocation);
