using Ichor.Ctl;

return await Cli.RunAsync(args, Cli.Invocation);
