using Ichor.Ctl;

return await Cli.Root().Parse(args).InvokeAsync(Cli.Invocation);
