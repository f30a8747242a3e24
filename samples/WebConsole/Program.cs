using WebConsole;

using var stop = new StopSignal();
return await new Sample(Console.Out, Console.Error, TimeProvider.System) { ShowsProgress = !Console.IsOutputRedirected }.RunAsync(args, stop.Token);
