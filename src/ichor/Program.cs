using Ichor;
using Ichor.Linux;

RuntimeSeeds.DrawWithoutWaiting();   // before anything hashes

// One file, many roles: the image holds a single executable and links to it.
return Roles.Run(Environment.GetCommandLineArgs()[0], args);
